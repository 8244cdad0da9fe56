// A restore to a moment needs what was deleted since.
import { ge, subtract, t, when } from '../../engine/index.ts';
import { azure } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { restoreDays, softDeleteDays } = azure.storage;

export const rule = codedRule('AZURE-STORAGE-RESTORE', {
  about: [restoreDays, softDeleteDays],
  check: (say) =>
    when(
      ge(restoreDays, softDeleteDays),
      say`azure.storage.restoreDays is ${restoreDays}, not less than azure.storage.softDeleteDays (${softDeleteDays}), so Azure refuses the account.`,
    ),
  hint: t`at most ${subtract(softDeleteDays, 1)}`,
});
