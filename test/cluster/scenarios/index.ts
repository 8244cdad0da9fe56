// All scenarios, in the order in which they are run.
import type { Scenario } from '../scenario.ts';
import { install } from './install.ts';
import { rollingUpdate } from './rolling-update.ts';

export const scenarios: readonly Scenario[] = [install, rollingUpdate];
