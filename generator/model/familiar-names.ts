// What people who come from Kubernetes or from other charts type, and the setting that it is here. Must not
// know how a mistake is found or told.

/** A setting of both Redis. */
const ofRedis = (path: string): readonly string[] => [`redis.${path}`, `redisSessions.${path}`];

/** The name in small letters → the settings that it may be, the likeliest first. */
export const familiarNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    affinity: ['api.spread', ...ofRedis('spread')],
    antiaffinity: ['api.spread', ...ofRedis('spread')],
    podantiaffinity: ['api.spread', ...ofRedis('spread')],
    topologyspreadconstraints: ['api.spread', ...ofRedis('spread')],
    autoscaling: ['api.hpa'],
    horizontalpodautoscaler: ['api.hpa'],
    poddisruptionbudget: ['api.pdb', ...ofRedis('pdb')],
    maxunavailable: ['api.pdb.minAvailable'],
    replicacount: ['api.replicas', 'global.redis.replicas', 'global.redisSessions.replicas'],
    env: ['api.environmentVariables'],
    extraenv: ['api.environmentVariables'],
    configmap: ['api.environmentVariables'],
    ingress: ['api.gateway'],
    loadbalancer: ['api.gateway'],
    loadbalancerip: ['api.gateway.address'],
    livenessprobe: ['api.probes.liveness', ...ofRedis('probes.liveness')],
    readinessprobe: ['api.probes.readiness', ...ofRedis('probes.readiness')],
    terminationgraceperiodseconds: [
      'api.shutdown.gracePeriodSeconds',
      ...ofRedis('shutdown.gracePeriodSeconds'),
    ],
    lifecycle: ['api.shutdown', ...ofRedis('shutdown')],
    prestop: ['api.shutdown.preStopSeconds', ...ofRedis('shutdown.handoverSeconds')],
    strategy: ['api.rollout', ...ofRedis('rollout')],
    imagepullpolicy: ['api.image.pullPolicy'],
    targetcpuutilizationpercentage: ['api.hpa.cpuUtilization'],
    targetmemoryutilizationpercentage: ['api.hpa.memoryUtilization'],
    serviceaccount: ['api.workloadIdentity'],
    serviceport: ['api.service.port'],
    startupprobe: ofRedis('probes.startup'),
    maxmemory: ofRedis('memory.maxMebibytes'),
    maxmemorypolicy: ofRedis('memory.policy'),
    appendonly: ofRedis('persistence.appendOnly'),
    appendfsync: ofRedis('persistence.appendFsync'),
    save: ofRedis('persistence.snapshots'),
    storageclassname: ofRedis('persistence.storageClass'),
    minreplicastowrite: ofRedis('replication.durability'),
    minreplicasmaxlag: ofRedis('replication.maxLagSeconds'),
    masterset: ['global.redis.masterName', 'global.redisSessions.masterName'],
    metrics: ofRedis('exporter'),
    acl: ofRedis('users'),
    password: [
      'global.postgresql.existingSecret',
      'global.redis.existingSecret',
      'global.redisSessions.existingSecret',
    ],
  }),
);
