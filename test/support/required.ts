// What a test needs from the machine, and what happens where it is absent: skipped with a visible line,
// but an error where CI=true, so that a gate cannot be lost unseen. Must not know what is tested.
import type { ToolName } from '../../generator/commands/tool-door.ts';
import { openToolDoor } from '../../generator/tools.ts';

export const toolDoor = openToolDoor();

/**
 * True when there is no problem. Else says so and gives false, to be used as `describe.runIf(…)`;
 * throws where CI=true.
 */
export function isAvailable(what: string, problem: string | undefined): boolean {
  if (problem === undefined) return true;
  const line = `${what} is not available: ${problem}`;
  if (process.env.CI === 'true') throw new Error(line);
  console.warn(`SKIPPED, because ${line}`);
  return false;
}

/** Finds, builds or downloads a tool. A first build takes minutes: call it at the top of a test file. */
export async function requireTool(name: ToolName): Promise<boolean> {
  const tool = await toolDoor.findTool(name);
  return isAvailable(name, tool.found ? undefined : `${tool.problem} ${tool.cure}`);
}
