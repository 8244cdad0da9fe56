// What is set aside for a node must not be more than it may use.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { requests, limits } = postgresql.resources;

export const rule = codedRule('POSTGRESQL-REQUESTS-MEMORY', {
  about: [requests.memory, limits.memory],
  check: (say) =>
    when(
      gt(quantity(requests.memory), quantity(limits.memory)),
      say`postgresql.resources.requests.memory is ${requests.memory}, more than postgresql.resources.limits.memory, which is ${limits.memory}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.memory}`,
});
