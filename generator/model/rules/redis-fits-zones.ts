// Where no two pods may be in one zone, a pod more than there are zones finds no place.
import { and, eq, gt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { key, redis, redisZones, replicas, writtenReplicas, zoneCount } from './redis-values.ts';

const { spread } = redis;

export const rule = codedRule('REDIS-ZONES', {
  about: [spread, writtenReplicas, redisZones],
  check: (say) =>
    when(
      and(eq(spread, 'zone'), gt(replicas, zoneCount)),
      say`${key}.spread is zone while there are ${replicas} pods and ${zoneCount} in global.zones, so some pods can never be scheduled.`,
    ),
});
