// Without the spread, the scheduler may put every pod into one zone.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-SPREAD-OFF', {
  about: [api.spread.enabled, global.availability],
  check: (say) =>
    when(
      and(isHighlyAvailable, not(api.spread.enabled)),
      say`api.spread.enabled is false while global.availability is high, so one zone may hold every pod and its loss stops the api.`,
    ),
});
