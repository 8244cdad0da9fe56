// What every form of report is given, and gives. Must not know the forms.
import type { Diagnostic } from '../diagnostic.ts';

/** File → its text, for the excerpts; a file that is missing is reported without. */
export type Sources = ReadonlyMap<string, string>;

export interface ReportOptions {
  readonly colour?: boolean;
  /** The generator's version, for the forms that say who speaks. */
  readonly version?: string;
}

export type Reporter = (findings: readonly Diagnostic[], sources: Sources, options?: ReportOptions) => string;
