// What people who come from Kubernetes or from other charts type, and the setting that it is here. Must not
// know how a mistake is found or told.

/** The name in small letters → the settings that it may be, the likeliest first. */
export const familiarNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    affinity: ['api.spread'],
    antiaffinity: ['api.spread'],
    podantiaffinity: ['api.spread'],
    topologyspreadconstraints: ['api.spread'],
    autoscaling: ['api.hpa'],
    horizontalpodautoscaler: ['api.hpa'],
    poddisruptionbudget: ['api.pdb'],
    maxunavailable: ['api.pdb.minAvailable'],
    replicacount: ['api.replicas'],
    env: ['api.environmentVariables'],
    extraenv: ['api.environmentVariables'],
    configmap: ['api.environmentVariables'],
    ingress: ['api.gateway'],
    loadbalancer: ['api.gateway'],
    loadbalancerip: ['api.gateway.address'],
    livenessprobe: ['api.probes.liveness'],
    readinessprobe: ['api.probes.readiness'],
    terminationgraceperiodseconds: ['api.shutdown.gracePeriodSeconds'],
    lifecycle: ['api.shutdown'],
    prestop: ['api.shutdown.preStopSeconds'],
    strategy: ['api.rollout'],
    imagepullpolicy: ['api.image.pullPolicy'],
    targetcpuutilizationpercentage: ['api.hpa.cpuUtilization'],
    targetmemoryutilizationpercentage: ['api.hpa.memoryUtilization'],
    serviceaccount: ['api.workloadIdentity'],
    serviceport: ['api.service.port'],
    password: [
      'global.postgresql.existingSecret',
      'global.redis.existingSecret',
      'global.redisSessions.existingSecret',
    ],
  }),
);
