// All pods together must not want more connections than PostgreSQL has for the api, those of a rollout
// included: new pods start before old ones leave.
import { add, and, gt, multiply, subtract, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { mostPods, mostPodsPath, usesPlatformDatabase, values } from './values.ts';

const { hpa, postgresql, replicas, rollout } = values.api;

const { maximum } = values.postgresql.connections;

// 20 stay for the monitor, replication and people.
const available = subtract(maximum, 20);
const wanted = multiply(postgresql.maxPoolSize, add(mostPods, rollout.maxSurge));

export const rule = codedRule('HA-API-POOL', {
  about: [postgresql.maxPoolSize, maximum, hpa.maxReplicas, replicas, rollout.maxSurge],
  check: (say) =>
    when(
      and(...usesPlatformDatabase, gt(wanted, available)),
      say`api.postgresql.maxPoolSize (${postgresql.maxPoolSize}) times the most pods in a rollout (${mostPodsPath} ${mostPods} and api.rollout.maxSurge ${rollout.maxSurge}) is ${wanted} connections, more than the ${available} that PostgreSQL has for the api, so pods are refused under full load.`,
    ),
});
