// The files of configuration: redis.conf, sentinel.conf and the users of both, without addresses and secrets,
// which the scripts add when a pod starts.
import type { V1ConfigMap } from '@kubernetes/client-node';
import {
  type Expr,
  each,
  fragment,
  include,
  isPresent,
  joined,
  type Line,
  lines,
  manifest,
  not,
  t,
  ternary,
  when,
} from '../../engine/index.ts';
import { downAfter, failoverTimeout, waitsForReplicas } from '../../model/redis-figures.ts';
import { metadata } from './metadata.ts';
import { hasTls, masterName, port, replicas, sentinelPort, values as v } from './values.ts';

const { connections, memory, persistence, replication, sentinel } = v;

const yes = (condition: Parameters<typeof not>[0]) => ternary<string>(condition, 'yes', 'no');

/** The listening port, encrypted or not, and where the key pair is mounted. */
const listening = (of: typeof port): readonly Line[] => [
  when(not(include(hasTls)), t`port ${include(of)}`),
  when<readonly (string | Expr<string>)[]>(include(hasTls), [
    'port 0',
    t`tls-port ${include(of)}`,
    'tls-cert-file /tls/tls.crt',
    'tls-key-file /tls/tls.key',
    'tls-ca-cert-file /tls/ca.crt',
    'tls-auth-clients no',
    'tls-replication yes',
  ]),
];

const redisConf = lines(
  'bind * -::*',
  ...listening(port),
  'protected-mode no',
  t`tcp-backlog ${connections.backlog}`,
  t`timeout ${connections.timeoutSeconds}`,
  t`tcp-keepalive ${connections.keepAliveSeconds}`,
  t`maxclients ${connections.maxClients}`,
  t`maxmemory ${memory.maxMebibytes}mb`,
  t`maxmemory-policy ${memory.policy}`,
  t`appendonly ${yes(persistence.appendOnly)}`,
  t`appendfsync ${persistence.appendFsync}`,
  'aof-load-truncated yes',
  when(not(isPresent(persistence.snapshots)), 'save ""'),
  each(persistence.snapshots, (one) => t`save ${one.seconds} ${one.changes}`),
  // A master that was cut off stops taking writes before another takes its place.
  t`min-replicas-to-write ${ternary<number>(waitsForReplicas(v, include(replicas)), 1, 0)}`,
  t`min-replicas-max-lag ${replication.maxLagSeconds}`,
  t`repl-backlog-size ${replication.backlogMebibytes}mb`,
  'repl-diskless-sync yes',
  // The usual 5 seconds would pass without a second copy, and so without a write.
  'repl-diskless-sync-delay 0',
  'latency-monitor-threshold 100',
  each(v.configuration, (directive) => t`${directive}`),
);

export const downAfterFigure = fragment(
  'redis-sentinel.downAfter',
  'After how many milliseconds of silence the master counts as lost.',
  downAfter(v),
);

const perMaster = (setting: string, value: Parameters<typeof t>[1]) =>
  t`sentinel ${setting} ${include(masterName)} ${value}`;

const sentinelConf = lines(
  'bind * -::*',
  ...listening(sentinelPort),
  'protected-mode no',
  // Names would have to be asked for in a failover, when a zone, and the DNS in it, may be lost.
  'sentinel resolve-hostnames no',
  'sentinel announce-hostnames no',
  'sentinel deny-scripts-reconfig yes',
  perMaster('down-after-milliseconds', include(downAfterFigure)),
  perMaster('failover-timeout', failoverTimeout(v)),
  perMaster('parallel-syncs', sentinel.parallelSyncs),
);

/** The commands that a user needs. */
const commands = (...names: readonly string[]): string => names.map((name) => `+${name}`).join(' ');

const mayFailOver = commands(
  ...[
    'multi',
    'slaveof',
    'replicaof',
    'ping',
    'exec',
    'subscribe',
    'config|rewrite',
    'role',
    'publish',
    'info',
  ],
  ...['client|setname', 'client|kill', 'script|kill'],
);
const mayMeasure = commands(
  // Not config|get: it shows the password of the replicas.
  ...['ping', 'info', 'client|list', 'client|setname', 'latency|latest', 'latency|histogram'],
  ...['slowlog|len', 'slowlog|get', 'dbsize', 'time'],
);

// Redis ends at a command that it does not know: only what 7.0 has already.
const redisUsers = lines(
  // The application: everything but what administers the server.
  'user default on ~* &* +@all -@admin -@dangerous +info +role',
  `user replica on resetchannels -@all ${commands('psync', 'sync', 'replconf', 'ping')}`,
  `user sentinel on allchannels -@all ${mayFailOver}`,
  `user exporter on resetchannels -@all ${mayMeasure}`,
  'user admin on ~* &* +@all',
  each(v.users, (user) => t`user ${user.name} on resetchannels -@all ${joined(user.permissions, ' ')}`),
);

const mayConnect = commands('auth', 'hello', 'ping', 'info');
const mayListen = commands('subscribe', 'psubscribe', 'unsubscribe', 'punsubscribe');
const mayAsk = commands(
  ...['get-master-addr-by-name', 'master', 'masters', 'replicas', 'slaves', 'sentinels', 'ckquorum'].map(
    (question) => `sentinel|${question}`,
  ),
);
const ownClient = '+client -client|kill -client|list -client|pause -client|unpause';

const sentinelUsers = lines(
  // Clients: only questions.
  `user default on &* -@all ${mayConnect} +role +command ${ownClient} ${mayListen} ${mayAsk} +sentinel|myid`,
  'user sentinel on &* +@all',
  `user exporter on &* -@all ${mayConnect} +client ${mayAsk}`,
  'user admin on &* +@all',
);

export const configuration = fragment(
  'redis-sentinel.configuration',
  'The files of configuration; a change of them replaces the pods, one at a time.',
  {
    'redis.base.conf': redisConf,
    'sentinel.base.conf': sentinelConf,
    'users.base.acl': redisUsers,
    'sentinel-users.base.acl': sentinelUsers,
  },
);

export const configurationMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'configuration'),
  data: include(configuration),
});
