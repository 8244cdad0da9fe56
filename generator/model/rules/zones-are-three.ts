// A majority that survives the loss of any zone needs three of them.
import { and, lt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values, zoneCount } from './values.ts';

const { global } = values;

export const rule = codedRule('HA-ZONES-FEW', {
  about: [global.zones, global.availability],
  check: (say) =>
    when(
      and(isHighlyAvailable, lt(zoneCount, 3)),
      say`global.zones has ${zoneCount} of the 3 zones that global.availability high needs, so the loss of one can leave no majority for a failover.`,
    ),
});
