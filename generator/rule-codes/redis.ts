// The codes of the rules about Redis. Each is asked of the cache, and once more of the sessions.

export const redisCodes = {
  'REDIS-ALERTS-METRICS': {
    severity: 'warning',
    title: 'Alerts have metrics to look at',
    cure: 'Set serviceMonitor.enabled and exporter.enabled of that Redis to true, or its prometheusRule.enabled to false.',
  },
  'REDIS-CACHE-TTL': {
    severity: 'error',
    title: 'Entries of a cache that sessions share end before sessions do',
    cure: 'Set api.redis.cacheTtlMinutes to the longest that the application lets an entry live, below api.sessions.idleTimeoutMinutes; or set global.redisSessions.enabled to true.',
  },
  'REDIS-DOWN-AFTER': {
    severity: 'error',
    title: 'The master is lost only after some silence',
    cure: 'Raise sentinel.downAfterMilliseconds to at least 3000, or set it to 0 for that of the profile.',
  },
  'REDIS-GRACE': {
    severity: 'error',
    title: 'A stopping master has time to hand over',
    cure: 'Raise shutdown.gracePeriodSeconds, or lower shutdown.handoverSeconds.',
  },
  'REDIS-HANDOVER': {
    severity: 'error',
    title: 'A handover is longer than its wait for a replica',
    cure: 'Lower shutdown.catchUpSeconds, or raise shutdown.handoverSeconds.',
  },
  'REDIS-IMAGE-DIGEST': {
    severity: 'warning',
    title: 'Images of a registry are pinned by digest where availability is high',
    cure: 'Put the digest that the registry shows for the tag (sha256:...) into images.redis.digest (images.valkey.digest for that flavour) and exporter.image.digest of that Redis.',
  },
  'REDIS-LAG': {
    severity: 'error',
    title: 'A master that was cut off stops before another is made',
    cure: 'Lower replication.maxLagSeconds; 3 fits the profile fast.',
  },
  'REDIS-LIVENESS': {
    severity: 'error',
    title: 'A failover comes before a restart',
    cure: 'Raise periodSeconds or failureThreshold of probes.liveness.',
  },
  'REDIS-MEMORY': {
    severity: 'error',
    title: 'The container has room for Redis and for a save',
    cure: 'Raise resources.limits.memory to twice memory.maxMebibytes, or lower memory.maxMebibytes.',
  },
  'REDIS-MEMORY-TIGHT': {
    severity: 'warning',
    title: 'The container has twice the memory that Redis may hold',
    cure: 'Raise resources.limits.memory to twice memory.maxMebibytes, or lower memory.maxMebibytes.',
  },
  'REDIS-PDB-OFF': {
    severity: 'error',
    title: 'A budget limits drains where availability is high',
    cure: 'Set pdb.enabled to true, or availability to none.',
  },
  'REDIS-PERSISTENCE': {
    severity: 'error',
    title: 'Redis has volumes where availability is high',
    cure: 'Set persistence.enabled to true, or availability to none.',
  },
  'REDIS-PRIMARY': {
    severity: 'error',
    title: 'The first master is one of the pods',
    cure: 'Lower bootstrap.primaryOrdinal; the first pod is 0.',
  },
  'REDIS-PROFILE': {
    severity: 'warning',
    title: 'A lost master is replaced within seconds',
    cure: 'Set profile to fast.',
  },
  'REDIS-QUORUM': {
    severity: 'error',
    title: 'The quorum is a majority of the Sentinels',
    cure: 'Set sentinel.quorum to more than half of the pods: 2 of 3, 3 of 5.',
  },
  'REDIS-REPLICAS': {
    severity: 'error',
    title: 'There are three pods at least where availability is high',
    cure: 'Raise replicas of that Redis, below global, to 3; or set availability to none.',
  },
  'REDIS-REQUESTS-CPU': {
    severity: 'error',
    title: 'A pod asks for no more processor time than it may use',
    cure: 'Lower resources.requests.cpu, or raise resources.limits.cpu.',
  },
  'REDIS-REQUESTS-MEMORY': {
    severity: 'error',
    title: 'A pod asks for no more memory than it may use',
    cure: 'Lower resources.requests.memory, or raise resources.limits.memory.',
  },
  'REDIS-SESSIONS-POLICY': {
    severity: 'error',
    title: 'The Redis of the sessions evicts nothing',
    cure: 'Set redisSessions.memory.policy to noeviction.',
  },
  'REDIS-SPREAD': {
    severity: 'warning',
    title: 'No two pods share a zone where availability is high',
    cure: 'Set spread to zone, or availability to none.',
  },
  'REDIS-USERS': {
    severity: 'error',
    title: 'Every user has a name of its own',
    cure: 'Give each entry of users another name, or put the permissions of both into one.',
  },
  'REDIS-ZONES': {
    severity: 'error',
    title: 'There is a zone for each pod that needs one of its own',
    cure: 'List more zones, lower replicas of that Redis, or set its spread to node or none.',
  },
} as const;
