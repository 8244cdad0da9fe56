// The api asks Sentinels that someone must have installed: the platform, or whoever is named.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { api, redis } = values;

export const rule = codedRule('API-REDIS-MISSING', {
  about: [redis.enabled, api.redis.sentinels, api.redis.enabled],
  check: (say) =>
    when(
      and(api.enabled, api.redis.enabled, not(redis.enabled), not(isPresent(api.redis.sentinels))),
      say`redis.enabled is false while api.redis.enabled is true and api.redis.sentinels is empty, so the api asks for a cache that nobody installs.`,
    ),
});
