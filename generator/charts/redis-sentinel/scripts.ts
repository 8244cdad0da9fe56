// The ConfigMap of the scripts, which the chart carries as they are.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { carried, type Expr, fragment, include, manifest } from '../../engine/index.ts';
import addresses from './files/addresses.sh';
import configure from './files/configure.sh';
import decide from './files/decide.sh';
import library from './files/lib.sh';
import notify from './files/notify.sh';
import probeRedis from './files/probe-redis.sh';
import probeSentinel from './files/probe-sentinel.sh';
import reconfig from './files/reconfig.sh';
import sentinelConf from './files/sentinel-conf.sh';
import startRedis from './files/start-redis.sh';
import startSentinel from './files/start-sentinel.sh';
import stopRedis from './files/stop-redis.sh';
import stopSentinel from './files/stop-sentinel.sh';
import ask from './files/tests/ask.sh';
import askQuorum from './files/tests/quorum.sh';
import askReplication from './files/tests/replication.sh';
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
const testScript = (name: string, text: string): Script => ({
  path: `files/tests/${name}.sh`,
  name: `test-${name}.sh`,
  text,
});

const all: readonly Script[] = [
  script('addresses', addresses),
  script('configure', configure),
  script('decide', decide),
  script('lib', library),
  script('notify', notify),
  script('probe-redis', probeRedis),
  script('probe-sentinel', probeSentinel),
  script('reconfig', reconfig),
  script('sentinel-conf', sentinelConf),
  script('start-redis', startRedis),
  script('start-sentinel', startSentinel),
  script('stop-redis', stopRedis),
  script('stop-sentinel', stopSentinel),
  testScript('ask', ask),
  testScript('quorum', askQuorum),
  testScript('replication', askReplication),
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
