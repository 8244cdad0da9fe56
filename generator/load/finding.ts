// Makes a finding of this room from a code and a place. Must not know what any code is about.
import { type Code, codes } from '../codes.ts';
import { type Diagnostic, formatPath } from '../diagnostic.ts';
import { concealTokens, isDigestKey } from '../secrets.ts';

/** A place in a text: line and column count from 1, the column and the length in UTF-16 code units. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** The file as a whole. */
export const wholeFile: Span = { line: 0, column: 0, length: 0 };

interface FindingParts {
  readonly code: Code;
  readonly file: string;
  readonly span: Span;
  readonly path?: readonly PropertyKey[];
  readonly message: string;
  readonly hint?: string | undefined;
  /** A cure more exact than the code's own. */
  readonly cure?: string | undefined;
}

/**
 * The finding, with the severity of its code and, when none is given, the cure of its code. Whatever looks
 * like a secret in its words is taken out here once more, names of keys included.
 */
export function finding(parts: FindingParts): Diagnostic {
  const { code, file, span, path = [], message, hint, cure } = parts;
  // The value of a digest has been looked at where its words were made.
  const shown = isDigestKey(path.at(-1)) ? (text: string) => text : concealTokens;
  return {
    code,
    severity: codes[code].severity,
    file,
    line: span.line,
    column: span.column,
    length: span.length,
    path: shown(formatPath(path)),
    message: shown(message),
    ...(hint === undefined ? {} : { hint: shown(hint) }),
    cure: shown(cure ?? codes[code].cure),
  };
}
