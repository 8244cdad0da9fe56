// Any node may be the primary: one without an address would be one that the other region cannot follow.
import { and, isPresent, length, ne, not, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { nodeCount, postgresql } from './postgresql-values.ts';

const { crossRegion } = postgresql;

export const rule = codedRule('POSTGRESQL-CROSS-REGION', {
  about: [crossRegion.nodes, crossRegion.clients],
  check: (say) =>
    when(
      and(
        crossRegion.enabled,
        or(ne(length(crossRegion.nodes), nodeCount), not(isPresent(crossRegion.clients))),
      ),
      say`postgresql.crossRegion.enabled is true with ${length(crossRegion.nodes)} of ${nodeCount} nodes in postgresql.crossRegion.nodes and ${length(crossRegion.clients)} ranges in clients, so the other region cannot follow every node.`,
    ),
});
