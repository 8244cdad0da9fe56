// What the platform's pods ask for at most, from the charts' values. A test holds it against the objects that the
// charts make. Must not know machines.
import { quantityInThousandths } from '../../../schemas/quantities.ts';
import type { UmbrellaValues } from '../../../schemas/umbrella.ts';
import type { Room } from './machines.ts';

interface Sized {
  readonly requests: { readonly cpu: string; readonly memory: string };
}

const roomFor = (containers: readonly Sized[], pods: number): Room => {
  const sum = (key: 'cpu' | 'memory'): number =>
    containers.reduce((total, { requests }) => total + quantityInThousandths(requests[key]), 0);
  return { cpu: pods * sum('cpu'), memory: pods * sum('memory') };
};

type RedisValues = Pick<
  UmbrellaValues['redisSessions'],
  'resources' | 'sentinel' | 'exporter' | 'masterProxy'
>;

function redisDemand(
  { resources, sentinel, exporter, masterProxy }: RedisValues,
  pods: number,
): readonly Room[] {
  const metrics = exporter.enabled ? [exporter.resources] : [];
  const proxies = masterProxy.enabled ? [roomFor([masterProxy.resources], masterProxy.replicas)] : [];
  return [roomFor([resources, sentinel.resources, ...metrics], pods), ...proxies];
}

function postgresqlDemand({ global, postgresql }: UmbrellaValues): readonly Room[] {
  const { resources, watch, monitor, roleServices, backup, exporter } = postgresql;
  const isActive = global.role === 'active';
  const metrics = exporter.enabled ? [exporter.resources] : [];
  const node = [
    resources,
    watch.resources,
    ...(isActive && roleServices.enabled ? [roleServices.resources] : []),
    ...(isActive && backup.enabled ? [backup.resources] : []),
    ...metrics,
  ];
  return [
    roomFor(node, global.postgresql.nodes.length),
    ...(isActive ? [roomFor([monitor.resources, watch.resources, ...metrics], 1)] : []),
  ];
}

/** The sum of all requests when the autoscaler of the api runs as many pods as it may. */
export function demandOf(values: UmbrellaValues): Room {
  const { api, global, postgresql, redis, redisSessions } = values;
  const parts = [
    ...(api.enabled ? [roomFor([api.resources], api.hpa.enabled ? api.hpa.maxReplicas : api.replicas)] : []),
    ...(postgresql.enabled ? postgresqlDemand(values) : []),
    ...(redis.enabled ? redisDemand(redis, global.redis.replicas) : []),
    ...(global.redisSessions.enabled ? redisDemand(redisSessions, global.redisSessions.replicas) : []),
  ];
  return {
    cpu: parts.reduce((sum, part) => sum + part.cpu, 0),
    memory: parts.reduce((sum, part) => sum + part.memory, 0),
  };
}
