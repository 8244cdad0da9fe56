// An update stops no pod before its successor is ready; where a region waits, no pod is ever ready.
import { and, eq, gt, t, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, values } from './values.ts';

const { api, global } = values;

export const rule = codedRule('HA-API-UPDATE', {
  about: [api.rollout.maxUnavailable, global.role],
  check: (say) =>
    when(
      and(isHighlyAvailable, eq(global.role, 'active'), gt(api.rollout.maxUnavailable, 0)),
      say`api.rollout.maxUnavailable is ${api.rollout.maxUnavailable} where the region serves, so an update stops pods before others take their place, and requests fail.`,
    ),
  hint: t`only 0`,
});
