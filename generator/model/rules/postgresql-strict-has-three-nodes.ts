// With one standby, its loss would stop all writes: strict needs one to spare.
import { and, eq, lt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, nodeCount, nodes, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-STRICT', {
  about: [postgresql.durability, nodes],
  check: (say) =>
    when(
      and(isActive, eq(postgresql.durability, 'strict'), lt(nodeCount, 3)),
      say`postgresql.durability is strict while global.postgresql.nodes has ${nodeCount}, so the loss of one standby stops all writes.`,
    ),
});
