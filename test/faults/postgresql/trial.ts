// What a trial is. Must not know any of them.
import type { Figure } from '../../cluster/scenario.ts';
import type { Stage } from './stage.ts';

export interface Trial {
  readonly name: string;
  /** What is done to the group, in a few words. */
  readonly fault: string;
  /** Bounds the disks of the group. */
  readonly diskMebibytes?: number;
  readonly run: (stage: Stage) => Promise<readonly Figure[]>;
}
