// Without a budget, planned work may take a majority of the pods at once.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, key, redis } from './redis-values.ts';

const { enabled } = redis.pdb;

export const rule = codedRule('REDIS-PDB-OFF', {
  about: [enabled],
  check: (say) =>
    when(
      and(isHighlyAvailable, not(enabled)),
      say`${key}.pdb.enabled is false while global.availability is high, so one round of drains may stop most pods at once.`,
    ),
});
