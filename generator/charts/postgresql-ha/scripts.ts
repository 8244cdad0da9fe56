// The ConfigMap of the scripts, which the chart carries as they are.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { carried, type Expr, fragment, include, manifest } from '../../engine/index.ts';
import addresses from './files/addresses.sh';
import archive from './files/archive.sh';
import backup from './files/backup.sh';
import drill from './files/drill.sh';
import labelRole from './files/label-role.sh';
import lib from './files/lib.sh';
import monitor from './files/monitor.sh';
import pgbackrestFetch from './files/pgbackrest-fetch.sh';
import pgbackrestGet from './files/pgbackrest-get.sh';
import pgbackrestPush from './files/pgbackrest-push.sh';
import prepare from './files/prepare.sh';
import probe from './files/probe.sh';
import promote from './files/promote.sh';
import restore from './files/restore.sh';
import secrets from './files/secrets.sh';
import server from './files/server.sh';
import startMonitor from './files/start-monitor.sh';
import startNode from './files/start-node.sh';
import startStandby from './files/start-standby.sh';
import stopNode from './files/stop-node.sh';
import testMonitor from './files/test/monitor.sh';
import testWrite from './files/test/write.sh';
import watch from './files/watch.sh';
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
/** Of a pod of `helm test`. */
const testScript = (name: string, text: string): Script => ({
  path: `files/test/${name}.sh`,
  name: `test-${name}.sh`,
  text,
});

const all: readonly Script[] = [
  script('addresses', addresses),
  script('archive', archive),
  script('pgbackrest-fetch', pgbackrestFetch),
  script('pgbackrest-get', pgbackrestGet),
  script('pgbackrest-push', pgbackrestPush),
  script('backup', backup),
  script('drill', drill),
  script('label-role', labelRole),
  script('lib', lib),
  script('monitor', monitor),
  script('prepare', prepare),
  script('probe', probe),
  script('promote', promote),
  script('restore', restore),
  script('secrets', secrets),
  script('server', server),
  script('start-monitor', startMonitor),
  script('start-node', startNode),
  script('start-standby', startStandby),
  script('stop-node', stopNode),
  script('watch', watch),
  testScript('monitor', testMonitor),
  testScript('write', testWrite),
];

/** By their path in the chart. */
export const scriptFiles: ReadonlyMap<string, string> = new Map(all.map(({ path, text }) => [path, text]));

const data: Readonly<Record<string, Expr<string>>> = Object.fromEntries(
  all.map(({ path, name, text }) => [name, carried(path, text)]),
);

export const scripts = fragment(
  'postgresql-ha.scripts',
  'The scripts by which pods start, stop and are asked; a change of them replaces the pods.',
  data,
);

export const scriptsMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'scripts'),
  data: include(scripts),
});
