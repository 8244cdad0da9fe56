// What is set aside for a node must not be more than it may use.
import { gt, quantity, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { requests, limits } = postgresql.resources;

export const rule = codedRule('POSTGRESQL-REQUESTS-CPU', {
  about: [requests.cpu, limits.cpu],
  check: (say) =>
    when(
      gt(quantity(requests.cpu), quantity(limits.cpu)),
      say`postgresql.resources.requests.cpu is ${requests.cpu}, more than postgresql.resources.limits.cpu, which is ${limits.cpu}, so Kubernetes refuses every pod.`,
    ),
  hint: t`at most ${limits.cpu}`,
});
