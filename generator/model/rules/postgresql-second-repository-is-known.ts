// Azure is asked by its account, S3 by its region; without it nothing is stored.
import { and, eq, isPresent, not, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { neededOf, postgresql, secondStore } from './postgresql-values.ts';

const { backup } = postgresql;
const { of } = secondStore;

export const rule = codedRule('POSTGRESQL-REPOSITORY-SECOND', {
  about: [backup.secondRepository.account, backup.secondRepository.region],
  check: (say) =>
    when(
      and(
        backup.enabled,
        backup.secondRepository.enabled,
        or(
          and(eq(of.type, 'azure'), not(isPresent(of.account))),
          and(eq(of.type, 's3'), not(isPresent(of.region))),
        ),
      ),
      say`${neededOf(secondStore)} is empty while postgresql.backup.secondRepository.type is ${of.type}, so no backup is ever stored.`,
    ),
});
