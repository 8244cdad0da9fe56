// The ConfigMap of the scripts, which the chart carries as they are.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { carried, type Expr, fragment, include, manifest } from '../../engine/index.ts';
import addresses from './files/addresses.sh';
import askServer from './files/ask.sh';
import copy from './files/backup/copy.sh';
import certificates from './files/certificates.sh';
import configure from './files/configure.sh';
import decide from './files/decide.sh';
import disk from './files/disk.sh';
import handover from './files/handover.sh';
import library from './files/lib.sh';
import notify from './files/notify.sh';
import passwords from './files/passwords.sh';
import probeRedis from './files/probe-redis.sh';
import probeSentinel from './files/probe-sentinel.sh';
import promotable from './files/promotable.sh';
import configureProxy from './files/proxy/configure.sh';
import reconfig from './files/reconfig.sh';
import sentinelConf from './files/sentinel-conf.sh';
import settleVote from './files/settle-vote.sh';
import startRedis from './files/start-redis.sh';
import startSentinel from './files/start-sentinel.sh';
import stopRedis from './files/stop-redis.sh';
import stopSentinel from './files/stop-sentinel.sh';
import strangers from './files/strangers.sh';
import ask from './files/test/ask.sh';
import askQuorum from './files/test/quorum.sh';
import askReplication from './files/test/replication.sh';
import { metadata } from './metadata.ts';

/** A script: its path in the chart, and the name under which it is mounted. */
interface Script {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

const script = (name: string, text: string): Script => ({
  path: `files/${name}.sh`,
  name: `${name}.sh`,
  text,
});
/** Of what is not a pod of Redis. */
const scriptFor = (part: string, name: string, text: string): Script => ({
  path: `files/${part}/${name}.sh`,
  name: `${part}-${name}.sh`,
  text,
});

const all: readonly Script[] = [
  script('addresses', addresses),
  script('ask', askServer),
  script('certificates', certificates),
  script('configure', configure),
  script('decide', decide),
  script('disk', disk),
  script('handover', handover),
  script('lib', library),
  script('notify', notify),
  script('passwords', passwords),
  script('probe-redis', probeRedis),
  script('probe-sentinel', probeSentinel),
  script('promotable', promotable),
  script('reconfig', reconfig),
  script('sentinel-conf', sentinelConf),
  script('settle-vote', settleVote),
  script('start-redis', startRedis),
  script('start-sentinel', startSentinel),
  script('stop-redis', stopRedis),
  script('stop-sentinel', stopSentinel),
  script('strangers', strangers),
  scriptFor('backup', 'copy', copy),
  scriptFor('proxy', 'configure', configureProxy),
  scriptFor('test', 'ask', ask),
  scriptFor('test', 'quorum', askQuorum),
  scriptFor('test', 'replication', askReplication),
];

/** By their path in the chart. */
export const scriptFiles: ReadonlyMap<string, string> = new Map(all.map(({ path, text }) => [path, text]));

const data: Readonly<Record<string, Expr<string>>> = Object.fromEntries(
  all.map(({ path, name, text }) => [name, carried(path, text)]),
);

export const scripts = fragment(
  'redis-sentinel.scripts',
  'The scripts by which pods start, stop and are asked; a change of them replaces the pods.',
  data,
);

export const scriptsMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'scripts'),
  data: include(scripts),
});
