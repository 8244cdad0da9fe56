// The containers of the pods: what prepares them, the server, what watches beside it, the labels of roles, backups, and
// the exporter of metrics.
import type { V1Container, V1EnvVar, V1Probe } from '@kubernetes/client-node';
import {
  type Expr,
  type Items,
  include,
  type Ref,
  spread,
  type Template,
  t,
  when,
} from '../../engine/index.ts';
import { environment, text, variable } from './environment.ts';
import { exporterImage, hostOf, image, monitorHost, securityContext } from './fragments.ts';
import { facts, values as v } from './values.ts';
import {
  exporterMounts,
  hostsFile,
  hostsFolder,
  keepsScripts,
  serverMounts,
  storeMounts,
  tokenMount,
} from './volumes.ts';

type Resources = typeof v.resources;

export const resourcesOf = ({
  requests,
  limits,
}: Resources): Template<NonNullable<V1Container['resources']>> => ({
  requests: { cpu: requests.cpu, memory: requests.memory, 'ephemeral-storage': requests.ephemeralStorage },
  limits: { cpu: limits.cpu, memory: limits.memory, 'ephemeral-storage': limits.ephemeralStorage },
});

const script = (...words: readonly string[]): string[] => {
  const [file, ...args] = words;
  return ['sh', `/scripts/${file}.sh`, ...args];
};

/** Which pod it is, for its scripts. */
type Self = Items<V1EnvVar>;

interface Task {
  readonly name: string;
  readonly file: string;
  readonly resources: Resources;
  readonly self: Self;
}

/** A container that runs a script of the chart. */
const scripted = ({ name, file, resources, self }: Task) =>
  ({
    name,
    image: include(image),
    imagePullPolicy: v.image.pullPolicy,
    command: script(file),
    securityContext: include(securityContext),
    env: [...self, spread(environment)],
    resources: resourcesOf(resources),
  }) satisfies Template<V1Container>;

/** The variables of a node. */
export const nodeSelf = (
  node: Ref<{ name: string; candidatePriority: number; replicationQuorum: boolean }>,
) => [
  variable('NODE_NAME', node.name),
  variable('NODE_HOST', hostOf(node.name)),
  variable('CANDIDATE_PRIORITY', text(node.candidatePriority)),
  variable('REPLICATION_QUORUM', text(node.replicationQuorum)),
];

/** Those of the monitor. */
export const monitorSelf: Self = [
  variable('NODE_NAME', 'monitor'),
  variable('NODE_HOST', include(monitorHost)),
];

type Timing = Ref<{ periodSeconds: number; timeoutSeconds: number; failureThreshold: number }>;

const asks = (question: string | Expr<string>, timing: Timing): Template<V1Probe> => ({
  exec: { command: ['sh', '/scripts/probe.sh', question] },
  periodSeconds: timing.periodSeconds,
  timeoutSeconds: timing.timeoutSeconds,
  failureThreshold: timing.failureThreshold,
});

/** What runs before everything else: keeps the scripts, copies the secrets, and asks the DNS for the last time. */
export const prepare = (self: Self): Template<V1Container> => ({
  ...scripted({ name: 'prepare', file: 'prepare', resources: v.watch.resources, self }),
  command: ['sh', '/scripts-of-chart/prepare.sh'],
  volumeMounts: [spread(serverMounts), ...keepsScripts, hostsFolder],
});

/** What is done beside the server for as long as it runs; it starts before it and ends after it. */
export const watch = (self: Self): Template<V1Container> => ({
  ...scripted({ name: 'watch', file: 'watch', resources: v.watch.resources, self }),
  restartPolicy: 'Always',
  volumeMounts: [spread(serverMounts), hostsFolder, hostsFile, ...storeMounts],
});

interface Server {
  readonly start: string | Expr<string>;
  readonly resources: Resources;
  readonly self: Self;
}

const listens = [{ name: 'postgresql', containerPort: facts.port, protocol: 'TCP' }];

const server = ({ start, resources, self }: Server) =>
  ({
    ...scripted({ name: 'postgresql', file: '', resources, self }),
    // A process that outlives its parent must be reaped by somebody.
    command: ['tini', '--', 'sh', t`/scripts/${start}.sh`],
    ports: listens,
    volumeMounts: [spread(serverMounts), hostsFile, ...storeMounts],
  }) satisfies Template<V1Container>;

interface NodeServer {
  readonly start: Expr<string>;
  /** What its probes ask. */
  readonly startup: Expr<string>;
  readonly readiness: Expr<string>;
  readonly stops: Expr<boolean>;
  readonly self: Self;
}

/**
 * The end of its process is the sign that a server is lost: asking it would kill one that is demoted or recovers. So this
 * asks only whether the container still runs anything at all, and scanners, which want a probe, have one.
 */
const runsAnything: Template<V1Probe> = {
  exec: { command: ['true'] },
  periodSeconds: 60,
  timeoutSeconds: 30,
  failureThreshold: 30,
};

/** Of a container beside the server: it is ready as soon as it runs, and no traffic is meant for it. */
const besides = {
  livenessProbe: runsAnything,
  readinessProbe: { exec: { command: ['test', '-d', '/proc/1'] }, periodSeconds: 30, timeoutSeconds: 10 },
} satisfies Partial<Template<V1Container>>;

export const nodeServer = ({
  start,
  startup,
  readiness,
  stops,
  self,
}: NodeServer): Template<V1Container> => ({
  ...server({ start, resources: v.resources, self }),
  startupProbe: asks(startup, v.probes.startup),
  livenessProbe: runsAnything,
  readinessProbe: asks(readiness, v.probes.readiness),
  lifecycle: when(stops, { preStop: { exec: { command: script('stop-node') } } }),
});

export const monitorServer: Template<V1Container> = {
  ...server({ start: 'start-monitor', resources: v.monitor.resources, self: monitorSelf }),
  startupProbe: asks('monitor', v.probes.startup),
  livenessProbe: runsAnything,
  readinessProbe: asks('monitor', v.probes.readiness),
};

export const labeller = (self: Self, peers: Expr<string>): Template<V1Container> => ({
  ...scripted({
    name: 'labels',
    file: 'label-role',
    resources: v.roleServices.resources,
    self: [...self, variable('PEER_PODS', peers), variable('ROLE_LABEL', 'chartwright.io/role')],
  }),
  ...besides,
  volumeMounts: [spread(serverMounts), hostsFile, tokenMount],
});

export const backup = (self: Self): Template<V1Container> => ({
  ...scripted({ name: 'backup', file: 'backup', resources: v.backup.resources, self }),
  ...besides,
  volumeMounts: [spread(serverMounts), hostsFile, ...storeMounts],
});

interface Exported {
  readonly database: 'postgres' | 'pg_auto_failover';
  readonly queries: 'exporter-node.yaml' | 'exporter-monitor.yaml';
}

export const exporter = ({ database, queries }: Exported): Template<V1Container> => ({
  name: 'exporter',
  image: include(exporterImage),
  imagePullPolicy: v.exporter.image.pullPolicy,
  args: [
    '--no-collector.wal',
    '--no-collector.stat_user_tables',
    '--no-collector.statio_user_tables',
    '--disable-settings-metrics',
  ],
  securityContext: include(securityContext),
  ports: [{ name: 'metrics', containerPort: v.exporter.port, protocol: 'TCP' }],
  env: [
    // Over the socket: who it is, the server asks the system, so no password can be wrong or old.
    variable(
      'DATA_SOURCE_NAME',
      t`user=exporter host=/run/postgresql port=${facts.port} dbname=${database} sslmode=disable`,
    ),
    variable('PG_EXPORTER_WEB_LISTEN_ADDRESS', t`:${v.exporter.port}`),
    variable('PG_EXPORTER_EXTEND_QUERY_PATH', `/config/${queries}`),
  ],
  resources: resourcesOf(v.exporter.resources),
  livenessProbe: {
    tcpSocket: { port: 'metrics' },
    periodSeconds: 10,
    timeoutSeconds: 3,
    failureThreshold: 6,
  },
  readinessProbe: {
    httpGet: { path: '/', port: 'metrics' },
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 3,
  },
  volumeMounts: exporterMounts,
});
