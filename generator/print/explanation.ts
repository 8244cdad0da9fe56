// A setting explained in words. Must not know how the schema is walked, nor where the words are shown.
import { escapeControls } from './escape-text.ts';

/** One setting, in words that are ready to print. */
export interface ExplainedSetting {
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly unit?: string;
  readonly default?: string;
  readonly example?: string;
  readonly constraints?: string;
  /** The value in the environment that was asked about, and the file and line that it comes from. */
  readonly value?: string;
  readonly origin?: string;
}

const rows = [
  ['type', ({ type }) => type],
  ['unit', ({ unit }) => unit],
  ['allowed', ({ constraints }) => constraints],
  ['default', (setting) => setting.default],
  ['example', ({ example }) => example],
  ['value', ({ value, origin }) => (origin === undefined ? value : `${value ?? ''}  (${origin})`)],
] as const satisfies readonly (readonly [string, (setting: ExplainedSetting) => string | undefined])[];

/** The setting in full, then a line for each one below it; ends with a newline. */
export function formatExplanation([setting, ...below]: readonly ExplainedSetting[]): string {
  if (setting === undefined) return '';
  const facts = rows.flatMap(([name, read]) => {
    const text = read(setting);
    return text === undefined || text === '' ? [] : [`  ${name.padEnd(8)} ${escapeControls(text)}`];
  });
  const children = below.map(
    ({ path, type, description }) => `  ${path}  (${type})  ${firstSentence(description)}`,
  );
  const lines = [setting.path, `  ${escapeControls(setting.description)}`, ...facts];
  const list = children.length === 0 ? [] : ['', ...children.map(escapeControls)];
  return `${[...lines, ...list].join('\n')}\n`;
}

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
