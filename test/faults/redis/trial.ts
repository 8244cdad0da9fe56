// What a trial is. Must not know any of them.
import type { Figure } from '../../cluster/scenario.ts';
import type { NamedTrial } from '../bench/subject.ts';
import type { Stage } from './stage.ts';

export interface Trial extends NamedTrial {
  readonly run: (stage: Stage) => Promise<readonly Figure[]>;
}
