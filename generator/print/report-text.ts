// The findings as a person reads them: place, what is wrong, the line with a caret, the cure, a count.
// Must not know whether the output is a terminal; colours come only when asked for.
import { styleText } from 'node:util';
import type { Diagnostic } from '../diagnostic.ts';
import { concealLine } from './conceal-line.ts';
import { escapeControls, textWidth } from './escape-text.ts';
import type { ReportOptions, Sources } from './reporter.ts';

type Paint = (style: 'red' | 'yellow' | 'bold' | 'dim' | 'cyan', text: string) => string;

const plain: Paint = (_, text) => text;
const painted: Paint = (style, text) => styleText(style, text, { validateStream: false });

/** Hints of neighbouring findings stand below each other. */
const hintColumn = 43;
/** As much of a long line as is shown, in characters of the source. */
const window = { before: 60, total: 110 };

/** `2 errors, 1 warning`; `no findings` for none. */
export function countFindings(findings: readonly Diagnostic[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [count(errors, 'error'), count(warnings, 'warning')].filter((part) => part !== '');
  return parts.join(', ') || 'no findings';
}

function count(amount: number, noun: string): string {
  return amount === 0 ? '' : `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** The report, with a final newline; empty when there is nothing to say. The order is the caller's. */
export function reportText(
  findings: readonly Diagnostic[],
  sources: Sources,
  options: ReportOptions = {},
): string {
  if (findings.length === 0) return '';
  const paint = options.colour ? painted : plain;
  const files = new Set(findings.map(({ file }) => file));
  const [only = ''] = files;
  const place = files.size === 1 ? escapeControls(only) : `${files.size} files`;
  const linesOf = splitOnce(sources);
  const blocks = findings.map((finding) => formatFinding(finding, linesOf, paint));
  return `${blocks.join('\n')}${paint('bold', `${countFindings(findings)} in ${place}`)}\n`;
}

function formatFinding(finding: Diagnostic, linesOf: LinesOf, paint: Paint): string {
  const { severity, code, hint } = finding;
  const message = `  ${escapeControls(finding.message)}`;
  const lines = [
    `${paint('bold', formatPlace(finding))}  ${paint(severity === 'error' ? 'red' : 'yellow', severity)}  ${code}`,
    hint === undefined
      ? message
      : `${message.padEnd(hintColumn - 2)}  ${paint('cyan', escapeControls(hint))}`,
    ...formatExcerpt(finding, linesOf(finding.file), paint),
    `  ${paint('dim', 'cure:')} ${escapeControls(finding.cure)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function formatPlace({ file, line, column }: Diagnostic): string {
  const name = escapeControls(file);
  return line === 0 ? name : `${name}:${line}:${column}`;
}

/** The line, the one before it, and a caret line below what the finding is about. */
function formatExcerpt(finding: Diagnostic, lines: readonly string[], paint: Paint): string[] {
  const index = finding.line - 1;
  const line = lines[index];
  if (line === undefined) return [];
  const start = Math.max(0, finding.column - 1);
  const from = start > window.before && line.length > window.total ? start - window.before : 0;
  const shown = clip(concealLine(lines, index), from);
  const lead = textWidth(clip(line.slice(0, start), from));
  const marked = textWidth(escapeControls(line.slice(start, start + Math.max(1, finding.length))));
  const carets = '^'.repeat(Math.max(1, Math.min(marked, textWidth(shown) - lead)));
  const colour = finding.severity === 'error' ? 'red' : 'yellow';
  const above = index === 0 ? [] : [gutter(index) + clip(concealLine(lines, index - 1), 0)];
  return [
    ...above,
    gutter(finding.line) + shown,
    `${gutter('')}${' '.repeat(lead)}${paint(colour, carets)}`,
  ].map((row) => row.trimEnd());
}

const gutter = (line: number | ''): string => `${String(line).padStart(5)} | `;

/** At most the window's width of a line from a place on; dots stand for what is left out. */
function clip(line: string, from: number): string {
  const part = escapeControls(line.slice(from, from + window.total));
  return (from > 0 ? '…' : '') + part + (line.length > from + window.total ? '…' : '');
}

type LinesOf = (file: string) => readonly string[];

/** The lines of a file; none of a file that is not known. Findings of one file follow each other: one is kept split. */
function splitOnce(sources: Sources): LinesOf {
  let last: { readonly file: string; readonly lines: readonly string[] } | undefined;
  return (file) => {
    if (last?.file === file) return last.lines;
    const text = sources.get(file);
    const lines = text === undefined ? [] : text.replace(/^\ufeff/, '').split(/\r?\n/);
    // The end of the last line begins no other.
    if (lines.at(-1) === '') lines.pop();
    last = { file, lines };
    return lines;
  };
}
