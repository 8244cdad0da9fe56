// The schemas keep their own rules, and their scalars accept just what comes back from an API server.

import { describe, expect, it } from 'vitest';
import { lintSchema } from '../../../generator/engine/index.ts';
import { ApiValues } from '../../../schemas/api.ts';
import { EnvironmentSchema } from '../../../schemas/environment.ts';
import { PostgresqlHaValues } from '../../../schemas/postgresql-ha.ts';
import { quantityInThousandths } from '../../../schemas/quantities.ts';
import { RedisSentinelValues } from '../../../schemas/redis-sentinel.ts';
import {
  AmountQuantity,
  ByteQuantity,
  Cidr,
  CpuQuantity,
  DnsLabel,
  ImageDigest,
  ImageTag,
  Ipv4Address,
  Ipv4AddressOrEmpty,
  memoryQuantity,
} from '../../../schemas/scalars.ts';
import { UmbrellaValues } from '../../../schemas/umbrella.ts';

describe('the schemas', () => {
  it.each([
    ['api', ApiValues],
    ['postgresql-ha', PostgresqlHaValues],
    ['redis-sentinel', RedisSentinelValues],
    ['umbrella', UmbrellaValues],
    ['environment', EnvironmentSchema],
  ])('%s breaks no rule of the lint', (_, schema) => {
    expect(lintSchema(schema)).toEqual([]);
  });

  it('have the figures of the requirements as defaults', () => {
    const { api } = UmbrellaValues.parse({});
    expect(api.replicas).toBe(6);
    expect(api.resources.requests).toMatchObject({ cpu: '250m', memory: '512Mi' });
    expect(api.resources.limits).toMatchObject({ cpu: '500m', memory: '1Gi' });
    expect(api.probes.liveness).toEqual({
      path: '/health/live',
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
    expect(api.probes.readiness).toEqual({
      path: '/health/ready',
      initialDelaySeconds: 10,
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    });
    expect(api.shutdown).toEqual({ preStopSeconds: 15, gracePeriodSeconds: 30 });
    expect(api.pdb.minAvailable).toBe(4);
    expect(api.hpa).toMatchObject({
      minReplicas: 6,
      maxReplicas: 24,
      cpuUtilization: 60,
      memoryUtilization: 80,
    });
    expect(api.hpa.scaleDown).toEqual({ stabilizationWindowSeconds: 300, percent: 50, periodSeconds: 60 });
    expect(api.hpa.scaleUp).toEqual({
      stabilizationWindowSeconds: 0,
      percent: 100,
      pods: 4,
      periodSeconds: 15,
    });
    expect(api.hpa.requestsPerSecond.averageValue).toBe('100');
    expect(api.sessions).toMatchObject({ prefix: 'aiagent:sessions:', idleTimeoutMinutes: 30 });
    expect(api.appConfiguration).toMatchObject({ refreshMinutes: 5, sentinelKey: 'Settings:Sentinel' });
  });

  it('have the figures of the requirements for Redis, too', () => {
    const { global, redis, redisSessions } = UmbrellaValues.parse({});
    expect(global.redis).toMatchObject({
      replicas: 3,
      masterName: 'mymaster',
      port: 6379,
      sentinelPort: 26379,
    });
    expect(redis.sentinel).toMatchObject({ quorum: 2, parallelSyncs: 1 });
    expect(redis.memory).toEqual({ maxMebibytes: 4096, policy: 'allkeys-lru' });
    expect(redis.persistence).toMatchObject({
      appendOnly: true,
      appendFsync: 'everysec',
      size: '20Gi',
      storageClass: 'managed-premium',
      snapshots: [
        { seconds: 900, changes: 1 },
        { seconds: 300, changes: 10 },
        { seconds: 60, changes: 10_000 },
      ],
    });
    expect(redis.connections).toMatchObject({ backlog: 511, timeoutSeconds: 300, keepAliveSeconds: 300 });
    expect(redis.spread).toBe('zone');
    expect(redisSessions.memory.policy).toBe('noeviction');
  });

  it('have the figures of the requirements for PostgreSQL, too', () => {
    const { postgresql } = UmbrellaValues.parse({});
    expect(postgresql.connections.maximum).toBe(200);
    expect(postgresql.memory).toMatchObject({
      sharedBuffers: '4Gi',
      effectiveCacheSize: '12Gi',
      maintenanceWorkMem: '1Gi',
      walBuffers: '16Mi',
    });
    expect(postgresql.replication).toMatchObject({
      synchronousCommit: 'on',
      walKeepSize: '1Gi',
      feedback: true,
      maxStandbyDelaySeconds: 30,
    });
    expect(postgresql.checkpoints.completionTarget).toBe('0.9');
    expect(postgresql.planner).toEqual({
      randomPageCost: '1.1',
      effectiveIoConcurrency: 200,
      statisticsTarget: 100,
    });
    expect(postgresql.logging).toMatchObject({
      minDurationMilliseconds: 1000,
      checkpoints: true,
      connections: true,
      disconnections: true,
      lockWaits: true,
      replicationCommands: true,
    });
    expect(postgresql.storage).toMatchObject({ size: '256Gi', storageClass: 'managed-premium-retain' });
  });
});

const accepts = [
  [
    CpuQuantity,
    ['1m', '250m', '999m', '1001m', '1500m', '10010m', '1', '2', '64'],
    ['1000m', '2000m', '10000m', '0', '0m', '0.5', '1.5', '01', '', '1k', '-1', 'm'],
  ],
  [
    ByteQuantity,
    ['1Ki', '512Mi', '1023Mi', '1Gi', '1536Mi', '8Ti', '1500Gi'],
    ['1024Ki', '1024Mi', '2048Gi', '0Mi', '0.5Gi', '1G', '1M', '512', '1000Ti', '01Mi', '1Mi ', ''],
  ],
  [AmountQuantity, ['1', '100', '999', '1k', '1500', '100k'], ['1000', '2000', '0', '1.5', '1000k', '']],
  [
    Cidr,
    ['10.10.0.0/22', '0.0.0.0/0', '255.255.255.255/32'],
    ['10.10.0.0', '256.0.0.0/8', '10.0.0.0/33', '010.0.0.0/8', '10.0.0/8'],
  ],
  [memoryQuantity(), ['1Mi', '1023Mi', '1536Mi', '999Gi'], ['1024Mi', '1Ki', '1Ti', '1000Gi', '0Mi', '']],
  [memoryQuantity(3), ['100Mi', '1Gi'], ['99Mi', '2048Mi', '']],
  [Ipv4Address, ['10.10.3.250'], ['', '10.10.3', '10.10.3.256', '10.10.3.250/32']],
  [Ipv4AddressOrEmpty, ['', '10.10.3.250'], ['10.10.3', '10.10.3.256', '10.10.3.250/32']],
  [DnsLabel, ['a', 'a-1'], ['', 'A', '1a', '-a', 'a-', 'a_b', 'a.b', 'é', 'a'.repeat(64)]],
  [ImageTag, ['1', '1.10', 'v1_2-3'], ['', '.1', '-1', '1-', '1/2', 'a:b', 'a'.repeat(64)]],
  [
    ImageDigest,
    ['', `sha256:${'a'.repeat(64)}`],
    ['sha256:', `sha256:${'A'.repeat(64)}`, `sha1:${'a'.repeat(40)}`],
  ],
] as const;

describe('scalars', () => {
  it.each(accepts)('%# accepts and refuses', (schema, good, bad) => {
    expect(good.filter((text) => !schema.safeParse(text).success)).toEqual([]);
    expect(bad.filter((text) => schema.safeParse(text).success)).toEqual([]);
  });

  it('know what a quantity means', () => {
    expect(['250m', '2', '1Ki', '1Gi'].map(quantityInThousandths)).toEqual([
      250, 2000, 1_024_000, 1_073_741_824_000,
    ]);
    expect(() => quantityInThousandths('1X')).toThrow();
  });
});
