// Without a budget, planned work may take all nodes of the database at once.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-PDB-OFF', {
  about: [postgresql.pdb.enabled],
  check: (say) =>
    when(
      and(isHighlyAvailable, not(postgresql.pdb.enabled)),
      say`postgresql.pdb.enabled is false while global.availability is high, so a drain may take every node at once.`,
    ),
});
