// All trials, in the order in which they are run and shown.
import type { Trial } from '../trial.ts';
import { allSixTrials } from './all-six.ts';
import { freeze } from './freeze.ts';
import { gracefulStop } from './graceful-stop.ts';
import { kill } from './kill.ts';
import { nodeLosses } from './node-lost.ts';
import { partition } from './partition.ts';
import { restarts } from './restart.ts';
import { restored } from './restored.ts';
import { splitVote } from './split-vote.ts';

export const trials: readonly Trial[] = [
  gracefulStop,
  kill,
  freeze,
  ...nodeLosses,
  partition,
  ...restarts,
  ...allSixTrials,
  ...restored,
  splitVote,
];
