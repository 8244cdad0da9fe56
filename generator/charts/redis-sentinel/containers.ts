// The containers of a pod: what assembles the configuration, Redis, Sentinel, and the exporter of their metrics.
import type { V1Container, V1EnvVar, V1Probe } from '@kubernetes/client-node';
import {
  commented,
  type Expr,
  fragment,
  ge,
  include,
  type Ref,
  release,
  type Template,
  t,
  ternary,
  when,
} from '../../engine/index.ts';
import { exporterImage, image, name, pullPolicy, securityContext } from './fragments.ts';
import { hasTls, masterName, port, replicas, sentinelPort, values as v } from './values.ts';
import { exporterMounts, scriptMounts } from './volumes.ts';

type Resources = typeof v.resources;

export const resourcesOf = ({
  requests,
  limits,
}: Resources): Template<NonNullable<V1Container['resources']>> => ({
  requests: { cpu: requests.cpu, memory: requests.memory, 'ephemeral-storage': requests.ephemeralStorage },
  limits: { cpu: limits.cpu, memory: limits.memory, 'ephemeral-storage': limits.ephemeralStorage },
});

export const environment = fragment<V1EnvVar[]>(
  'redis-sentinel.environment',
  'What the scripts are told; no secret is among it.',
  [
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    { name: 'ADDRESS_PREFIX', value: include(name) },
    { name: 'ADDRESS_DOMAIN', value: t`${release.namespace}.svc.${v.global.clusterDomain}` },
    { name: 'REPLICAS', value: t`${include(replicas)}` },
    { name: 'MASTER_NAME', value: include(masterName) },
    { name: 'QUORUM', value: t`${v.sentinel.quorum}` },
    { name: 'REDIS_PORT', value: t`${include(port)}` },
    { name: 'SENTINEL_PORT', value: t`${include(sentinelPort)}` },
    { name: 'TLS_ENABLED', value: ternary<string>(include(hasTls), 'true', 'false') },
    { name: 'HANDOVER_SECONDS', value: t`${v.shutdown.handoverSeconds}` },
    { name: 'HANDOVER_WAIT_SECONDS', value: t`${v.shutdown.catchUpSeconds}` },
    when<Template<V1EnvVar>>(ge(v.bootstrap.primaryOrdinal, 0), {
      name: 'PRIMARY_ORDINAL',
      value: t`${v.bootstrap.primaryOrdinal}`,
    }),
  ],
);

const script = (...words: readonly string[]): string[] => {
  const [file, ...args] = words;
  return ['sh', `/scripts/${file}.sh`, ...args];
};

/** A container that runs a script of the chart. */
const scripted = (container: string, file: string, resources: Resources) =>
  ({
    name: container,
    image: include(image),
    imagePullPolicy: include(pullPolicy),
    command: script(file),
    securityContext: include(securityContext),
    env: include(environment),
    resources: resourcesOf(resources),
    volumeMounts: include(scriptMounts),
  }) satisfies Template<V1Container>;

type Timing = Ref<{ periodSeconds: number; timeoutSeconds: number; failureThreshold: number }>;

const asks = (file: string, question: string, { periodSeconds, timeoutSeconds, failureThreshold }: Timing) =>
  ({
    exec: { command: script(file, question) },
    periodSeconds,
    timeoutSeconds,
    failureThreshold,
  }) satisfies Template<V1Probe>;

/** Each answers its own question; whether there is a quorum is none of them. */
const probesOf = (file: string) => ({
  startupProbe: asks(file, 'startup', v.probes.startup),
  livenessProbe: asks(file, 'liveness', v.probes.liveness),
  readinessProbe: asks(file, 'readiness', v.probes.readiness),
});

const listensOn = (portName: string, of: Expr<number>) => [
  { name: portName, containerPort: of, protocol: 'TCP' },
];

const endsWith = (file: string) => ({ preStop: { exec: { command: script(file) } } });

export const configure: Template<V1Container> = scripted('configure', 'configure', v.sentinel.resources);

export const redis: Template<V1Container> = {
  ...scripted('redis', 'start-redis', v.resources),
  ports: listensOn('redis', include(port)),
  ...probesOf('probe-redis'),
  lifecycle: endsWith('stop-redis'),
};

export const sentinel: Template<V1Container> = {
  ...scripted('sentinel', 'start-sentinel', v.sentinel.resources),
  ports: listensOn('sentinel', include(sentinelPort)),
  ...probesOf('probe-sentinel'),
  lifecycle: endsWith('stop-sentinel'),
};

const answers = (path: string, periodSeconds: number, failureThreshold: number): Template<V1Probe> => ({
  httpGet: { path, port: 'metrics' },
  periodSeconds,
  timeoutSeconds: 3,
  failureThreshold,
});

/** The address of a server in the same pod, as the exporter has it. */
export const ownAddress = (of: Expr<number>): Expr<string> =>
  t`${ternary<string>(include(hasTls), 'rediss', 'redis')}://127.0.0.1:${of}`;

export const exporter: Template<V1Container> = {
  name: 'exporter',
  image: include(exporterImage),
  imagePullPolicy: v.exporter.image.pullPolicy,
  securityContext: include(securityContext),
  ports: listensOn('metrics', v.exporter.port),
  env: [
    { name: 'REDIS_ADDR', value: ownAddress(include(port)) },
    { name: 'REDIS_USER', value: 'exporter' },
    { name: 'REDIS_PASSWORD_FILE', value: '/run/exporter/passwords.json' },
    { name: 'REDIS_EXPORTER_WEB_LISTEN_ADDRESS', value: t`:${v.exporter.port}` },
    { name: 'REDIS_EXPORTER_CONFIG_COMMAND', value: commented('Its user may not ask for CONFIG.', '-') },
    // No certificate names 127.0.0.1, and nothing is between the two.
    when(include(hasTls), { name: 'REDIS_EXPORTER_SKIP_TLS_VERIFICATION', value: 'true' }),
  ],
  resources: resourcesOf(v.exporter.resources),
  livenessProbe: answers('/health', 10, 6),
  readinessProbe: answers('/', 5, 3),
  volumeMounts: exporterMounts,
};
