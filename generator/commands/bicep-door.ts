// What the verbs may ask of the Bicep compiler, as types: the door itself is generator/bicep.ts. Must not know how it
// is started.
import type { BicepFolder } from '../azure/bicep-files.ts';

/** What the compiler says of one place. */
export interface BicepRemark {
  /** Path below the folder. */
  readonly path: string;
  /** From 1; 0 where it is about the whole file. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** The compiler's own: `BCP036`, or the name of a lint rule. */
  readonly code: string;
  readonly message: string;
}

export type BicepAnswer =
  | { readonly kind: 'compiled'; readonly remarks: readonly BicepRemark[] }
  /** There is no compiler, or it gave no answer: one sentence. */
  | { readonly kind: 'absent'; readonly problem: string };

export type BicepPrediction =
  | {
      readonly kind: 'predicted';
      readonly remarks: readonly BicepRemark[];
      /** What a deployment would make, as JSON; absent when any remark forbids it. */
      readonly snapshot?: string;
    }
  | Extract<BicepAnswer, { kind: 'absent' }>;

export interface BicepDoor {
  /** Whether the compiler has had nothing to say of these very texts, now or at an earlier run. */
  readonly isProven: (folder: BicepFolder) => boolean;
  /** Compiles the folders, one after another, with one compiler; remembers those of which it has nothing to say. */
  readonly compile: (folders: readonly BicepFolder[]) => Promise<readonly BicepAnswer[]>;
  /** Compiles the folders, and tells what a deployment of each would make. */
  readonly predict: (folders: readonly BicepFolder[]) => Promise<readonly BicepPrediction[]>;
}
