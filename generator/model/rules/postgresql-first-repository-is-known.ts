// Azure is asked by its account, S3 by its region; without it nothing is stored.
import { and, eq, isPresent, not, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { firstStore, neededOf, postgresql } from './postgresql-values.ts';

const { backup } = postgresql;
const { of } = firstStore;

export const rule = codedRule('POSTGRESQL-REPOSITORY', {
  about: [backup.repository.account, backup.repository.region],
  check: (say) =>
    when(
      and(
        backup.enabled,
        or(
          and(eq(of.type, 'azure'), not(isPresent(of.account))),
          and(eq(of.type, 's3'), not(isPresent(of.region))),
        ),
      ),
      say`${neededOf(firstStore)} is empty while postgresql.backup.repository.type is ${of.type}, so no backup is ever stored.`,
    ),
});
