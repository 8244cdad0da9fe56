// Where no two nodes may be in one zone, the second of two finds no place.
import { and, eq, isPresent, repeated, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { nodes, postgresql } from './postgresql-values.ts';

const shared = repeated(nodes, 'zone');

export const rule = codedRule('POSTGRESQL-ZONES-SHARED', {
  about: [nodes, postgresql.spread],
  check: (say) =>
    when(
      and(eq(postgresql.spread, 'zone'), isPresent(shared)),
      say`global.postgresql.nodes puts two nodes into the zone ${shared} while postgresql.spread is zone, so one of them can never be scheduled.`,
    ),
});
