// A stopping pod serves on for a pause, then finishes its longest request; then it may be killed.
import { add, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { resilience, shutdown } = values.api;

const needed = add(shutdown.preStopSeconds, resilience.requestTimeoutSeconds);

export const rule = codedRule('HA-API-GRACE', {
  about: [shutdown.gracePeriodSeconds, shutdown.preStopSeconds, resilience.requestTimeoutSeconds],
  check: (say) =>
    when(
      lt(shutdown.gracePeriodSeconds, needed),
      say`api.shutdown.gracePeriodSeconds is ${shutdown.gracePeriodSeconds}, less than api.shutdown.preStopSeconds (${shutdown.preStopSeconds}) and api.resilience.requestTimeoutSeconds (${resilience.requestTimeoutSeconds}) together, so requests are cut off when a pod stops.`,
    ),
  hint: t`at least ${needed}`,
});
