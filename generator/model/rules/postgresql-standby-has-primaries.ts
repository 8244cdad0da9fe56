// Without an address it would wait for ever, and a lost region would lose everything.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isStandby, postgresql } from './postgresql-values.ts';

export const rule = codedRule('POSTGRESQL-STANDBY-PRIMARIES', {
  about: [postgresql.standby.primaries],
  check: (say) =>
    when(
      and(isStandby, not(isPresent(postgresql.standby.primaries))),
      say`postgresql.standby.primaries is empty in a region that waits, so its standby follows nobody.`,
    ),
});
