// Pods that share a zone are lost together, and with them the majority.
import { and, gt, ne, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable, key, redis, replicas, zoneCount } from './redis-values.ts';

const { spread } = redis;

export const rule = codedRule('REDIS-SPREAD', {
  about: [spread],
  check: (say) =>
    when(
      and(isHighlyAvailable, ne(spread, 'zone'), gt(replicas, 1), gt(zoneCount, 1)),
      say`${key}.spread is ${spread} while global.availability is high, so one zone may hold most pods, and its loss stops every failover.`,
    ),
});
