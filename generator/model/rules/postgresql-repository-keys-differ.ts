// A key of Azure is good for one account: two accounts need two Secrets.
import { and, eq, ne, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { backup } = postgresql;
const { repository: first, secondRepository: second } = backup;

export const rule = codedRule('POSTGRESQL-REPOSITORY-KEYS', {
  about: [second.existingSecret, first.existingSecret],
  check: (say) =>
    when(
      and(
        backup.enabled,
        second.enabled,
        eq(first.type, 'azure'),
        eq(second.type, 'azure'),
        ne(first.account, second.account),
        ne(first.keyType, 'auto'),
        ne(second.keyType, 'auto'),
        eq(first.existingSecret, second.existingSecret),
      ),
      say`postgresql.backup.secondRepository.existingSecret is ${second.existingSecret}, as that of the first store, but a key is good for one account, so ${second.account} refuses every backup.`,
    ),
});
