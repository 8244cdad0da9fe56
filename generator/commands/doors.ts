// What the verbs may ask of the outside, as types: disk, output, clock. The doors themselves are
// generator/files.ts and generator/cli.ts. Must not know how a path is opened or a stream written.
import type { ReadText } from '../load/read-text.ts';
import type { BicepDoor } from './bicep-door.ts';

export type Format = 'text' | 'json' | 'sarif' | 'github';

/** A folder that is written as a whole: `<out>/<unit>` becomes exactly `files`. */
export interface Tree {
  /** The folder above: `dist`. Relative to the working directory, or absolute. */
  readonly out: string;
  /** One name, without a slash: `prod`. */
  readonly unit: string;
  /** Path below the unit, forward slashes → text. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * `marked`: an existing folder is replaced only when it carries our mark. `always`: the whole folder is
   * known to be generated (charts/aiagent), so one that holds any of the files is ours.
   */
  readonly owned: 'marked' | 'always';
}

/** Paths below the unit, sorted. All empty: the folder is as it should be. */
export interface TreeChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly stale: readonly string[];
}

/** The disk. Every function throws a Refusal when it may not or cannot. */
export interface FileDoor {
  readonly readText: ReadText;
  /** Reads a file that a person names, wherever it is. */
  readonly readGiven: ReadText;
  /** The environment files, `values/dev.yaml`, sorted; `misnamed` are those with another ending. */
  readonly listEnvironments: () => {
    readonly files: readonly string[];
    readonly misnamed: readonly string[];
  };
  /** What writing would change; writes nothing. */
  readonly compareTree: (tree: Tree) => TreeChanges;
  /** Builds what changed beside its place; nothing is visible before commitTrees. */
  readonly stageTree: (tree: Tree) => TreeChanges;
  /** The units in `out` that carry our mark and are not in `keep`, sorted. */
  readonly listOtherUnits: (out: string, keep: ReadonlySet<string>) => readonly string[];
  readonly stageRemoval: (out: string, unit: string) => void;
  /** Writes one layer at once; false when it is so already. Never over a file without the mark. */
  readonly writeLayer: (path: string, layer: { readonly text: string; readonly mark: string }) => boolean;
  /** Swaps in all that was staged. */
  readonly commitTrees: () => void;
  /** Forgets all that was staged, and leaves no trace of it. Harmless when nothing was. */
  readonly discardTrees: () => void;
}

export interface Doors extends FileDoor {
  readonly bicep: BicepDoor;
  /** To standard output. */
  readonly write: (text: string) => void;
  /** To standard error. */
  readonly warn: (text: string) => void;
  /** Milliseconds since some moment; for the table only, never for what is generated. */
  readonly now: () => number;
  /** Lets a signal be heard between two environments. */
  readonly breathe: () => Promise<void>;
  readonly format: Format;
  readonly colour: boolean;
  /** The generator's own version. */
  readonly version: string;
}
