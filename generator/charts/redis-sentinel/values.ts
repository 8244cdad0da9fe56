// The typed root of the chart's values, and the shared facts that are its own: those of the cache or those of
// the sessions, by the component.
import { RedisSentinelValues } from '../../../schemas/redis-sentinel.ts';
import {
  type Expr,
  eq,
  type Fragment,
  fragment,
  type Scalar,
  ternary,
  valuesOf,
} from '../../engine/index.ts';

export const values = valuesOf(RedisSentinelValues);

const { redis, redisSessions } = values.global;

/** Whether this is the Redis of the sessions. */
export const isOfSessions = eq(values.component, 'redis-sessions');

type Facts = Pick<
  typeof redis,
  'replicas' | 'masterName' | 'port' | 'sentinelPort' | 'existingSecret' | 'tls'
>;

const fact = <T extends Scalar>(name: string, comment: string, of: (facts: Facts) => Expr<T>): Fragment<T> =>
  fragment(`redis-sentinel.${name}`, comment, ternary<T>(isOfSessions, of(redisSessions), of(redis)));

export const replicas = fact('replicas', 'How many pods there are.', (facts) => facts.replicas);
export const masterName = fact(
  'masterName',
  'The name under which the Sentinels know the group.',
  (facts) => facts.masterName,
);
export const port = fact('port', 'The port of Redis.', (facts) => facts.port);
export const sentinelPort = fact('sentinelPort', 'The port of Sentinel.', (facts) => facts.sentinelPort);
export const existingSecret = fact(
  'existingSecret',
  'The Secret with the passwords.',
  (facts) => facts.existingSecret,
);
export const hasTls = fact('hasTls', 'Whether every connection is encrypted.', (facts) => facts.tls.enabled);
export const authoritySecret = fact(
  'authoritySecret',
  'The Secret with the certificate of the authority.',
  (facts) => facts.tls.existingSecret,
);

/** All of them, for the chart's list. */
export const factFragments = [
  replicas,
  masterName,
  port,
  sentinelPort,
  existingSecret,
  hasTls,
  authoritySecret,
] as const;
