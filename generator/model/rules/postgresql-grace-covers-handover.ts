// A primary tries to hand over, then writes a checkpoint; then it may be killed.
import { add, lt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { gracePeriodSeconds, handoverSeconds } = postgresql.shutdown;

const needed = add(handoverSeconds, 30);

export const rule = codedRule('POSTGRESQL-GRACE', {
  about: [gracePeriodSeconds, handoverSeconds],
  check: (say) =>
    when(
      lt(gracePeriodSeconds, needed),
      say`postgresql.shutdown.gracePeriodSeconds is ${gracePeriodSeconds}, less than handoverSeconds (${handoverSeconds}) and 30 together, so a primary is killed in the midst of its handover.`,
    ),
  hint: t`at least ${needed}`,
});
