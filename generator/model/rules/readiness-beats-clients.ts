// A pod that is out must get no requests any more before clients give up waiting for it.
import { ge, multiply, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { probes, resilience } = values.api;
const { readiness } = probes;

const detection = multiply(readiness.periodSeconds, readiness.failureThreshold);

export const rule = codedRule('HA-API-READINESS', {
  about: [readiness.periodSeconds, readiness.failureThreshold, resilience.clientTimeoutSeconds],
  check: (say) =>
    when(
      ge(detection, resilience.clientTimeoutSeconds),
      say`api.probes.readiness.periodSeconds (${readiness.periodSeconds}) times failureThreshold (${readiness.failureThreshold}) is ${detection} seconds while api.resilience.clientTimeoutSeconds is ${resilience.clientTimeoutSeconds}, so clients give up before a broken pod is taken out.`,
    ),
});
