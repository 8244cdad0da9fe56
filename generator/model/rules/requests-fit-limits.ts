// Makes the rule that a pod asks for no more of one resource than it may use. Must not know which resources
// there are.
import type { Code } from '../../codes.ts';
import { gt, quantity, type Rule, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { limits, requests } = values.api.resources;

/** What is set aside for a pod must not be more than it may use. */
export function requestsFitLimits(code: Code, resource: 'cpu' | 'memory' | 'ephemeralStorage'): Rule<Code> {
  const [request, limit] = [requests[resource], limits[resource]];
  return codedRule(code, {
    about: [request, limit],
    check: (say) =>
      when(
        gt(quantity(request), quantity(limit)),
        say`api.resources.requests.${resource} is ${request}, more than api.resources.limits.${resource}, which is ${limit}, so Kubernetes refuses every pod.`,
      ),
    hint: t`at most ${limit}`,
  });
}
