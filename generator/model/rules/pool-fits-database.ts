// All pods together must not want more connections than PostgreSQL has for the api.
import { and, gt, isPresent, multiply, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { mostPods, mostPodsPath, values } from './values.ts';

const { hpa, postgresql, replicas } = values.api;

// max_connections of the platform's own PostgreSQL is 200; 20 stay for the monitor, replication and people.
const available = 180;
const wanted = multiply(postgresql.maxPoolSize, mostPods);

export const rule = codedRule('HA-API-POOL', {
  about: [postgresql.maxPoolSize, hpa.maxReplicas, replicas],
  check: (say) =>
    when(
      and(postgresql.enabled, not(isPresent(postgresql.hosts)), gt(wanted, available)),
      say`api.postgresql.maxPoolSize (${postgresql.maxPoolSize}) times ${mostPodsPath} (${mostPods}) is ${wanted} connections, more than the ${available} that PostgreSQL has for the api, so pods are refused under full load.`,
    ),
});
