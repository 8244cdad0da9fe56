// Nodes of one zone are lost together.
import { and, ne, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-SPREAD', {
  about: [postgresql.spread],
  check: (say) =>
    when(
      and(isHighlyAvailable, ne(postgresql.spread, 'zone')),
      say`postgresql.spread is ${postgresql.spread} while global.availability is high, so one lost zone may take the primary and its standby.`,
    ),
});
