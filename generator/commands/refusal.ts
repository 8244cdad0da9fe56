// What stops a verb before it can do its work: a wrong folder, a full disk. Thrown, since nothing can go on.
// Must not know who catches it.

import { type Code, codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';

export class Refusal extends Error {
  readonly diagnostic: Diagnostic;

  /** `file` is the path that it is about, as the person named it. */
  constructor(code: Code, file: string, text: { message: string; hint?: string; cure?: string }) {
    super(text.message);
    this.name = 'Refusal';
    const { severity, cure } = codes[code];
    const place = { file, line: 0, column: 0, length: 0, path: '' };
    this.diagnostic = { code, severity, ...place, ...text, cure: text.cure ?? cure };
  }
}
