// All trials, in the order in which they run. Must not know what they do.
import type { Trial } from '../trial.ts';
import { backupTrials } from './backup.ts';
import { monitorTrials } from './monitor.ts';
import { plannedTrials } from './planned.ts';
import { regionTrials } from './region.ts';
import { rotationTrials } from './rotation.ts';
import { strictTrials } from './strict.ts';
import { unplannedTrials } from './unplanned.ts';

export const trials: readonly Trial[] = [
  ...plannedTrials,
  ...rotationTrials,
  ...unplannedTrials,
  ...monitorTrials,
  ...strictTrials,
  ...backupTrials,
  ...regionTrials,
];
