// What a trial is. Must not know any of them.
import type { Figure } from '../../cluster/scenario.ts';
import type { Site } from './site.ts';
import type { Stage, Store } from './stage.ts';

export interface Trial {
  readonly name: string;
  /** What is done to the group, in a few words. */
  readonly fault: string;
  /** The environment that it plays in, a file beside values.yaml; that one when absent. */
  readonly values?: string;
  /** Bounds the disks of the group. */
  readonly diskMebibytes?: number;
  /** Where backups go. */
  readonly store?: (site: Site) => Store;
  /** Volumes that all pods of the site mount, by their names in the pods. */
  readonly sharedVolumes?: readonly string[];
  readonly run: (stage: Stage) => Promise<readonly Figure[]>;
}
