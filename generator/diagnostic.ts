// What is wrong with what a person wrote: one shape for every finding, from whichever room.
// Must not know where findings are shown, nor how files are read.
import type { Code, Severity } from './codes.ts';

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** As the person named it, relative to the working directory. */
  readonly file: string;
  /** 1-based; 0 when the finding is about the file as a whole. */
  readonly line: number;
  /** 1-based, in UTF-16 code units; 0 when the finding is about the file as a whole. */
  readonly column: number;
  /** How many characters of the line the finding is about; 0 when unknown. */
  readonly length: number;
  /** Where in the values, `api.hpa.minReplicas`; empty for the file as a whole. */
  readonly path: string;
  /** One sentence: what is wrong. Never contains a secret. */
  readonly message: string;
  /** The shortest nudge in the right direction: `did you mean "replicas"?` */
  readonly hint?: string;
  /** What to type or do. */
  readonly cure: string;
}

/** The path of a value as people write it: `api.env[2]."a.b"`. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else {
      const key = String(step);
      const word = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : JSON.stringify(key);
      text += text === '' ? word : `.${word}`;
    }
  }
  return text;
}

const order = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted as a person reads: by file, then position, then code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      order(a.file, b.file) ||
      order(a.line, b.line) ||
      order(a.column, b.column) ||
      order(a.code, b.code) ||
      order(a.path, b.path),
  );
}
