// The Sentinels of the sessions decide by majority.
import { replicasAreOdd } from './replicas-are-odd.ts';
import { values } from './values.ts';

const { enabled, replicas } = values.global.redisSessions;

export const rule = replicasAreOdd('HA-REDIS-SESSIONS-ODD', {
  path: 'global.redisSessions.replicas',
  replicas,
  enabled,
});
