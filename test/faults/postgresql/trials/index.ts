// All trials, in the order in which they run. Must not know what they do.
import type { Trial } from '../trial.ts';
import { monitorTrials } from './monitor.ts';
import { plannedTrials } from './planned.ts';
import { unplannedTrials } from './unplanned.ts';

export const trials: readonly Trial[] = [...plannedTrials, ...unplannedTrials, ...monitorTrials];
