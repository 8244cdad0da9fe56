// The text of a .bicepparam file: its frame, and every value as a literal of Bicep. Must not know any parameter.
import { printLiteral } from './literal.ts';
import type { ParameterFrame } from './parameter-frame.ts';

/** @param name of the environment. */
export function printParameters(
  frame: ParameterFrame,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): string {
  const fill = (part: string): string =>
    Object.hasOwn(parameters, part) ? printLiteral(parameters[part]) : name;
  return frame.map((part, index) => (index % 2 === 0 ? part : fill(part))).join('');
}
