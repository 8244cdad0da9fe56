// How clients find the master, for the libraries that are usual: a ConfigMap to copy from. It holds no password.
// The timeouts are those without which a lost node is noticed late, or never.
import type { V1ConfigMap } from '@kubernetes/client-node';
import { fragment, include, joinEach, manifest, release, t, until, when } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { metadata } from './metadata.ts';
import { hasTls, masterName, replicas, sentinelPort, values as v } from './values.ts';

const domain = t`${release.namespace}.svc.${v.global.clusterDomain}`;

export const sentinels = fragment(
  'redis-sentinel.sentinels',
  'Every Sentinel: any of them names the master.',
  joinEach(
    until(include(replicas)),
    ',',
    (ordinal) => t`${include(name)}-${ordinal}.${domain}:${include(sentinelPort)}`,
  ),
);

export const sentinelObjects = fragment(
  'redis-sentinel.sentinelObjects',
  'The same as the items of a list of JSON.',
  joinEach(
    until(include(replicas)),
    ',',
    (ordinal) => t`{"host":"${include(name)}-${ordinal}.${domain}","port":${include(sentinelPort)}}`,
  ),
);

export const sentinelPairs = fragment(
  'redis-sentinel.sentinelPairs',
  'The same as pairs in a list of JSON.',
  joinEach(
    until(include(replicas)),
    ',',
    (ordinal) => t`["${include(name)}-${ordinal}.${domain}",${include(sentinelPort)}]`,
  ),
);

/** The Sentinels give addresses; the certificates of all pods have this name. */
export const serverName = t`${include(name)}.${domain}`;

export const dotnetString = fragment(
  'redis-sentinel.dotnetString',
  'For StackExchange.Redis; the password is added by the application.',
  t`${include(sentinels)},serviceName=${include(masterName)},abortConnect=false,connectTimeout=2000,asyncTimeout=2000,keepAlive=5${when(include(hasTls), t`,ssl=true,sslHost=${serverName}`)}`,
);

// updateSentinels: what the Sentinels call each other would stand in the list besides, and a dead one cost twice.
// retryMilliseconds: no option of ioredis but a constant for its two functions, whose own double their wait to 5 seconds.
export const nodeOptions = fragment(
  'redis-sentinel.nodeOptions',
  'For ioredis; retryStrategy and sentinelRetryStrategy are functions that return retryMilliseconds.',
  t`{"sentinels":[${include(sentinelObjects)}],"name":"${include(masterName)}","socketTimeout":2000,"connectTimeout":500,"sentinelCommandTimeout":500,"updateSentinels":false,"retryMilliseconds":250${when(include(hasTls), t`,"enableTLSForSentinelMode":true,"tls":{"servername":"${serverName}"},"sentinelTLS":{"servername":"${serverName}"}`)}}`,
);

export const pythonOptions = fragment(
  'redis-sentinel.pythonOptions',
  'For redis-py.',
  t`{"sentinels":[${include(sentinelPairs)}],"service_name":"${include(masterName)}","socket_timeout":1.0,"socket_connect_timeout":0.5,"retries":0${when(include(hasTls), ',"ssl":true,"ssl_check_hostname":false')}}`,
);

export const clientsMap = manifest<V1ConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadata('configuration', 'clients'),
  data: {
    sentinels: include(sentinels),
    'master-name': include(masterName),
    'server-name': serverName,
    'stackexchange.redis': include(dotnetString),
    'ioredis.json': include(nodeOptions),
    'redis-py.json': include(pythonOptions),
  },
});
