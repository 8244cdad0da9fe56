// One node alone has nobody to take its place.
import { and, lt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, isHighlyAvailable, nodeCount, nodes, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-NODES', {
  about: [nodes],
  check: (say) =>
    when(
      and(isHighlyAvailable, isActive, postgresql.enabled, lt(nodeCount, 2)),
      say`global.postgresql.nodes has ${nodeCount} while global.availability is high, so its loss ends all writes until it is back.`,
    ),
});
