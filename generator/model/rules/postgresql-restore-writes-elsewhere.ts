// Two databases that write into one archive make both useless, in every repository.
import { and, eq, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { backup, restore } = postgresql;

export const rule = codedRule('POSTGRESQL-RESTORE-STANZA', {
  about: [backup.stanza, restore.stanza],
  check: (say) =>
    when(
      and(restore.enabled, backup.enabled, eq(backup.stanza, restore.stanza)),
      say`postgresql.backup.stanza is ${backup.stanza} as is postgresql.restore.stanza, so the new release would write into the archive of the old one.`,
    ),
});
