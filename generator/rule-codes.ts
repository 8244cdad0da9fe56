// The codes of the rules: what must hold between values of several settings, and the cure where it does
// not. Part of the closed list; must not know how a rule is checked.

import { azureCodes } from './rule-codes/azure.ts';
import { postgresqlCodes } from './rule-codes/postgresql.ts';
import { redisCodes } from './rule-codes/redis.ts';

export const ruleCodes = {
  'API-ALERTS-METRICS': {
    severity: 'warning',
    title: 'Alerts have metrics to look at',
    cure: 'Set api.serviceMonitor.enabled to true, or api.prometheusRule.enabled to false.',
  },
  'API-APP-CONFIGURATION-IDENTITY': {
    severity: 'error',
    title: 'App Configuration is read with an identity',
    cure: 'Set api.workloadIdentity.enabled to true, or api.appConfiguration.enabled to false.',
  },
  'API-APP-CONFIGURATION-UNKNOWN': {
    severity: 'warning',
    title: 'The address of App Configuration is known where it is used',
    cure: 'After the Azure deployment, put the address into api.appConfiguration.endpoint, in the layer with what Azure returned.',
  },
  'API-AZURE-UNREACHABLE': {
    severity: 'error',
    title: 'The network policy lets the api out to Azure',
    cure: 'List the range and port of the private endpoints in api.networkPolicy.destinations, such as 10.10.4.0/24 and 443.',
  },
  'API-BLOB-IDENTITY': {
    severity: 'error',
    title: 'Blob Storage is used with an identity',
    cure: 'Set api.workloadIdentity.enabled to true, or api.blob.enabled to false.',
  },
  'API-BLOB-UNKNOWN': {
    severity: 'warning',
    title: 'The address of Blob Storage is known where it is used',
    cure: 'After the Azure deployment, put the address into api.blob.endpoint, in the layer with what Azure returned.',
  },
  'API-IDENTITY-UNKNOWN': {
    severity: 'warning',
    title: 'The Azure identity is known where it is used',
    cure: 'After the Azure deployment, put the client id into api.workloadIdentity.clientId, in the layer with what Azure returned.',
  },
  'API-POSTGRESQL-MISSING': {
    severity: 'error',
    title: 'The database that the api uses is installed, or named',
    cure: 'Set postgresql.enabled to true, name the hosts in api.postgresql.hosts, or set api.postgresql.enabled to false.',
  },
  'API-REDIS-MISSING': {
    severity: 'error',
    title: 'The cache that the api uses is installed, or named',
    cure: 'Set redis.enabled to true, name the Sentinels in api.redis.sentinels, or set api.redis.enabled to false.',
  },
  'API-STORES-UNREACHABLE': {
    severity: 'error',
    title: 'The network policy lets the api out to stores of its own',
    cure: 'List the ranges and ports of those stores in api.networkPolicy.destinations.',
  },
  ...azureCodes,
  'HA-API-DRAIN': {
    severity: 'error',
    title: 'A drain can always take one pod',
    cure: 'Lower api.pdb.minAvailable below the fewest pods that run, or raise api.hpa.minReplicas (api.replicas where the autoscaler is off).',
  },
  'HA-API-GATEWAY-ADDRESS': {
    severity: 'error',
    title: 'The load balancer of the gateway has a fixed address',
    cure: 'Give api.gateway.address a free address of the subnet, or set api.gateway.enabled to false.',
  },
  'HA-API-GATEWAY-CLIENTS': {
    severity: 'error',
    title: 'The network policy lets the gateway in',
    cure: 'List the range of the gateway in api.gateway.clients, such as 10.10.0.0/24.',
  },
  'HA-API-GRACE': {
    severity: 'error',
    title: 'A stopping pod has time to finish its requests',
    cure: 'Raise api.shutdown.gracePeriodSeconds to at least the pause before the stop and the longest request together.',
  },
  'HA-API-IMAGE-DIGEST': {
    severity: 'warning',
    title: 'Images of a registry are pinned by digest where availability is high',
    cure: 'Put the digest that the registry shows for the tag (sha256:...) into api.image.digest and api.tests.image.digest, in the environment file or in a layer of its own.',
  },
  'HA-API-IMAGE-LATEST': {
    severity: 'error',
    title: 'The image of the api names a version',
    cure: 'Set api.image.tag to the version that was built, such as "1.4.2".',
  },
  'HA-API-PDB-OFF': {
    severity: 'error',
    title: 'A budget limits drains where availability is high',
    cure: 'Set api.pdb.enabled to true, or availability to none.',
  },
  'HA-API-POOL': {
    severity: 'warning',
    title: 'The connections of all pods fit into PostgreSQL',
    cure: 'Raise postgresql.connections.maximum; or lower api.postgresql.maxPoolSize, api.rollout.maxSurge, or the most pods.',
  },
  'HA-API-READINESS': {
    severity: 'error',
    title: 'An outage of a pod is noticed before clients give up',
    cure: 'Lower periodSeconds or failureThreshold of api.probes.readiness, or raise api.resilience.clientTimeoutSeconds if clients really wait longer.',
  },
  'HA-API-REQUESTS-CPU': {
    severity: 'error',
    title: 'A pod asks for no more processor time than it may use',
    cure: 'Lower api.resources.requests.cpu, or raise api.resources.limits.cpu.',
  },
  'HA-API-REQUESTS-MEMORY': {
    severity: 'error',
    title: 'A pod asks for no more memory than it may use',
    cure: 'Lower api.resources.requests.memory, or raise api.resources.limits.memory.',
  },
  'HA-API-REQUESTS-STORAGE': {
    severity: 'error',
    title: 'A pod asks for no more temporary storage than it may use',
    cure: 'Lower api.resources.requests.ephemeralStorage, or raise api.resources.limits.ephemeralStorage.',
  },
  'HA-API-SCALE-ORDER': {
    severity: 'error',
    title: 'The autoscaler has no more pods at least than at most',
    cure: 'Lower api.hpa.minReplicas, or raise api.hpa.maxReplicas.',
  },
  'HA-API-SKEW': {
    severity: 'error',
    title: 'No zone may hold every pod where availability is high',
    cure: 'Lower api.spread.maxSkew; 1 spreads most evenly.',
  },
  'HA-API-SPREAD': {
    severity: 'error',
    title: 'There are zones to spread the pods over',
    cure: 'List the zones, or set api.spread.enabled to false.',
  },
  'HA-API-SPREAD-OFF': {
    severity: 'error',
    title: 'Pods are spread over zones where availability is high',
    cure: 'Set api.spread.enabled to true, or availability to none.',
  },
  'HA-API-UPDATE': {
    severity: 'error',
    title: 'An update keeps every pod until its successor is ready',
    cure: 'Set api.rollout.maxUnavailable to 0, or raise it only in the overrides of a standby region.',
  },
  'HA-API-UPDATE-STANDBY': {
    severity: 'warning',
    title: 'An update of a region that waits comes to its end',
    cure: 'Raise api.rollout.maxUnavailable to the number of pods, in the overrides of the region.',
  },
  'HA-API-ZONE-LOSS': {
    severity: 'warning',
    title: 'The pods that are left carry the load of a lost zone',
    cure: 'Lower api.hpa.cpuUtilization: at most 66 with three zones, 50 with two; 60 leaves some room.',
  },
  'HA-API-ZONES': {
    severity: 'error',
    title: 'Every zone has a pod of the api',
    cure: 'Raise api.hpa.minReplicas (api.replicas where the autoscaler is off) to at least the number of zones.',
  },
  'HA-POSTGRESQL-NAMES': {
    severity: 'error',
    title: 'Every database node has a name of its own',
    cure: 'Give each node in global.postgresql.nodes another name.',
  },
  'HA-POSTGRESQL-ZONES': {
    severity: 'error',
    title: 'Every database node stands in a zone of the platform',
    cure: 'Set the zone of the node in global.postgresql.nodes to one of the zones, or list its zone there.',
  },
  'HA-REDIS-ODD': {
    severity: 'warning',
    title: 'The cache has an odd number of pods',
    cure: 'Set global.redis.replicas to an odd number, such as 3.',
  },
  'HA-REDIS-SESSIONS-ODD': {
    severity: 'warning',
    title: 'The Redis of the sessions has an odd number of pods',
    cure: 'Set global.redisSessions.replicas to an odd number, such as 3.',
  },
  'HA-RELEASE-NAME': {
    severity: 'error',
    title: 'The release name leaves room in the names made from it',
    cure: 'Choose a release name of at most 24 characters.',
  },
  'HA-SESSIONS-EVICTED': {
    severity: 'warning',
    title: 'Sessions have a Redis that evicts nothing where availability is high',
    cure: 'Set global.redisSessions.enabled to true.',
  },
  'HA-ZONES-FEW': {
    severity: 'warning',
    title: 'The platform has three zones where availability is high',
    cure: 'List three zones, or set availability to none.',
  },
  ...postgresqlCodes,
  ...redisCodes,
  'REGION-ACTIVE': {
    severity: 'error',
    title: 'Exactly one region of an environment is active',
    cure: 'Set `role: active` for one region, and `role: standby` for the others.',
  },
  'REGION-ADDRESS-SHARED': {
    severity: 'error',
    title: 'Two regions have load balancers of one address',
    cure: 'Give each region an address of its own network: overrides.api.gateway.address of the region.',
  },
  'REGION-BLOB-SHARED': {
    severity: 'warning',
    title: 'Two regions keep their files in one account',
    cure: 'Give each region an account of its own, to which the other replicates: overrides.api.blob.endpoint of the region.',
  },
  'REGION-TWICE': {
    severity: 'error',
    title: 'A region is listed twice',
    cure: 'Remove one of the two.',
  },
  'REGION-ZONE-TWICE': {
    severity: 'error',
    title: 'A zone of a region is listed twice',
    cure: 'List each zone once.',
  },
} as const;
