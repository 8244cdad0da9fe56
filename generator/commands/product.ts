// What the verbs ask of the compiler, as types. Must not know how an environment is read or a chart printed.
import type { BicepFolder } from '../azure/bicep-files.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import type { ReadText } from '../load/read-text.ts';
import type { ExplainedSetting } from '../print/explanation.ts';

export interface RegionOutput {
  readonly region: string;
  /** Path below `dist/<environment>/<region>` → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Kubernetes kind → how many. */
  readonly kinds: ReadonlyMap<string, number>;
}

export interface EnvironmentOutput {
  /** Absent when the file does not say it, or says it wrongly. */
  readonly name?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of every file that was read, for the excerpts. */
  readonly sources: ReadonlyMap<string, string>;
  /** Empty when any finding is an error. */
  readonly regions: readonly RegionOutput[];
  /** What runs it on Azure; absent where it does not run there, and when any finding is an error. */
  readonly bicep?: BicepFolder;
  /** What the audit needs to know; absent when any finding is an error. */
  readonly audited?: Audited;
}

interface Audited {
  readonly loaded: LoadedFile;
  readonly highlyAvailable: boolean;
  /** Their names, in the order of the file. */
  readonly regions: readonly string[];
}

export interface Explanation {
  /** The setting itself first, then those directly below it; empty when there is none of that path. */
  readonly settings: readonly ExplainedSetting[];
  /** Paths that were perhaps meant, best first. */
  readonly suggestions: readonly string[];
}

export interface Product {
  /** Loads, checks and applies the rules; never throws for a person's mistake. */
  readonly readEnvironment: (file: string, readText: ReadText) => EnvironmentOutput;
  /** `file`: an environment whose value and its origin are wanted too. */
  readonly explain: (path: string, file: string | undefined, readText: ReadText) => Explanation;
}

/** Apart from the product, since printing for people needs much that generating does not. */
export interface CommittedPrinter {
  /** What is generated and committed: folder (`charts/aiagent`) → path below it → text. */
  readonly printCommitted: () => ReadonlyMap<string, ReadonlyMap<string, string>>;
}
