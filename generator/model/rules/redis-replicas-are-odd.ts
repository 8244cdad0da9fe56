// The Sentinels of the cache decide by majority.
import { replicasAreOdd } from './replicas-are-odd.ts';
import { values } from './values.ts';

const { replicas } = values.global.redis;

export const rule = replicasAreOdd('HA-REDIS-ODD', { path: 'global.redis.replicas', replicas });
