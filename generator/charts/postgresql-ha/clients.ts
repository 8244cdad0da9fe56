// How clients find the node that takes writes, for the libraries that are usual: a ConfigMap to copy from. It holds no
// password. The timeouts are those without which a lost node is noticed late, or never.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { type Expr, fragment, include, manifest, t, when } from '../../engine/index.ts';
import { hostList, hostsWithPorts, portList } from './fragments.ts';
import { metadata } from './metadata.ts';
import { facts, hasTls } from './values.ts';

const libpq = (target: string): Expr<string> =>
  t`host=${include(hostList)} port=${include(portList)} dbname=${facts.database} user=${facts.username} target_session_attrs=${target} connect_timeout=2 tcp_user_timeout=10000 keepalives_idle=5 keepalives_interval=2 keepalives_count=3${when(hasTls, ' sslmode=verify-full sslrootcert=/path/to/ca.crt')}`;

const npgsql = (target: string): Expr<string> =>
  t`Host=${include(hostsWithPorts)};Target Session Attributes=${target};Database=${facts.database};Username=${facts.username};Timeout=2;Command Timeout=8;Cancellation Timeout=-1;Keepalive=5;Host Recheck Seconds=0${when(hasTls, ';SSL Mode=VerifyFull;Root Certificate=/path/to/ca.crt')}`;

const jdbc: Expr<string> = t`jdbc:postgresql://${include(hostsWithPorts)}/${facts.database}?targetServerType=primary&connectTimeout=2&socketTimeout=8&tcpKeepAlive=true&hostRecheckSeconds=0${when(hasTls, '&sslmode=verify-full&sslrootcert=/path/to/ca.crt')}`;

export const clients = fragment(
  'postgresql-ha.clients',
  'Connection strings for the usual libraries; the password is added by the application.',
  {
    libpq: libpq('read-write'),
    'libpq-read-only': libpq('prefer-standby'),
    npgsql: npgsql('read-write'),
    'npgsql-read-only': npgsql('prefer-standby'),
    jdbc,
  },
);

export const clientsMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'clients'),
  data: include(clients),
});
