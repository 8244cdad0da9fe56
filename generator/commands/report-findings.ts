// Gives the findings to the person in the form that was asked for. Must not know which verb found them.
import { type Diagnostic, sortDiagnostics } from '../diagnostic.ts';
import { reporters } from '../print/reporters.ts';
import type { Doors } from './doors.ts';

/** Collects findings over many environments, and of the texts only those that an excerpt needs. */
export class Findings {
  readonly #all: Diagnostic[] = [];
  readonly #sources = new Map<string, string>();
  #hasErrors = false;

  add(diagnostics: readonly Diagnostic[], sources?: ReadonlyMap<string, string>): void {
    for (const diagnostic of diagnostics) {
      this.#all.push(diagnostic);
      this.#hasErrors ||= diagnostic.severity === 'error';
      const text = sources?.get(diagnostic.file);
      if (text !== undefined) this.#sources.set(diagnostic.file, text);
    }
  }

  get count(): number {
    return this.#all.length;
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** A finding that two environments share, as one in a common layer, is reported once. */
  report(doors: Doors): void {
    const once = new Map(this.#all.map((finding) => [JSON.stringify(finding), finding]));
    const { colour, version } = doors;
    doors.write(
      reporters[doors.format](sortDiagnostics([...once.values()]), this.#sources, { colour, version }),
    );
  }
}
