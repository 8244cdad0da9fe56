// Without a budget, planned work may stop every pod at once.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-PDB-OFF', {
  about: [api.pdb.enabled, global.availability],
  check: (say) =>
    when(
      and(isHighlyAvailable, not(api.pdb.enabled)),
      say`api.pdb.enabled is false while global.availability is high, so one round of drains may stop every pod at once.`,
    ),
});
