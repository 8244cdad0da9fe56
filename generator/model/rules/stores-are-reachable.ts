// The network policy opens the way to the platform's own stores by itself; to others it must be told.
import { and, isPresent, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { networkPolicy, postgresql, redis } = values.api;

const ownDatabase = and(postgresql.enabled, isPresent(postgresql.hosts));
const ownCache = and(redis.enabled, isPresent(redis.sentinels));

const owners = ternary<string>(ownDatabase, 'api.postgresql.hosts names', 'api.redis.sentinels names');

export const rule = codedRule('API-STORES-UNREACHABLE', {
  about: [networkPolicy.destinations, postgresql.hosts, redis.sentinels, networkPolicy.enabled],
  check: (say) =>
    when(
      and(networkPolicy.enabled, not(isPresent(networkPolicy.destinations)), or(ownDatabase, ownCache)),
      say`api.networkPolicy.destinations is empty while ${owners} stores of its own, so the network policy drops every call to them.`,
    ),
});
