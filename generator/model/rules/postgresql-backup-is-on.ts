// A second copy follows every mistake at once; only a backup goes back.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, isHighlyAvailable, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-BACKUP-OFF', {
  about: [postgresql.backup.enabled],
  check: (say) =>
    when(
      and(isHighlyAvailable, isActive, not(postgresql.backup.enabled)),
      say`postgresql.backup.enabled is false while global.availability is high, so a table that is dropped by mistake is gone.`,
    ),
});
