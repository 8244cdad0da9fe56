// There is no second repository unless it is switched on.
import { and, eq, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { backup, restore } = postgresql;

const ofRestore = and(restore.enabled, eq(restore.repository, 2));
const ofDrill = and(backup.drill.enabled, eq(backup.drill.repository, 2));

export const rule = codedRule('POSTGRESQL-REPOSITORY-MISSING', {
  about: [backup.secondRepository.enabled, restore.repository, backup.drill.repository],
  check: (say) =>
    when(
      and(not(backup.secondRepository.enabled), or(ofRestore, ofDrill)),
      say`${ternary<string>(ofRestore, 'postgresql.restore.repository', 'postgresql.backup.drill.repository')} is 2 while postgresql.backup.secondRepository.enabled is false, so there is nothing to restore from.`,
    ),
});
