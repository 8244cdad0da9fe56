// The environment variables that a person may add to the api: not those that the chart sets itself, and
// nothing that looks like a secret, since values, charts and manifests hold none.
import { z } from 'zod';
import { secretPairs, secretWords } from '../../generator/secrets.ts';

/** The variables that the chart sets; the chart's own list is typed by this one. */
export const chartVariables = [
  'HTTP_PORT',
  'POSTGRESQL_HOSTS',
  'POSTGRESQL_DATABASE',
  'POSTGRESQL_USERNAME',
  'POSTGRESQL_PASSWORD_FILE',
  'POSTGRESQL_TARGET_SESSION_ATTRIBUTES',
  'POSTGRESQL_CONNECT_TIMEOUT_SECONDS',
  'POSTGRESQL_COMMAND_TIMEOUT_SECONDS',
  'POSTGRESQL_MAX_POOL_SIZE',
  'POSTGRESQL_ROOT_CERTIFICATE_FILE',
  'ConnectionStrings__PostgreSQL',
  'ConnectionStrings__PostgreSQLReadOnly',
  'REDIS_SENTINELS',
  'REDIS_MASTER_NAME',
  'REDIS_PASSWORD_FILE',
  'REDIS_SERVER_NAME',
  'REDIS_CONNECT_TIMEOUT_MILLISECONDS',
  'REDIS_COMMAND_TIMEOUT_MILLISECONDS',
  'REDIS_ROOT_CERTIFICATE_FILE',
  'ConnectionStrings__Redis',
  'CACHE_MAX_TTL_MINUTES',
  'SESSION_SENTINELS',
  'SESSION_MASTER_NAME',
  'SESSION_SERVER_NAME',
  'ConnectionStrings__Sessions',
  'SESSION_PASSWORD_FILE',
  'SESSION_ROOT_CERTIFICATE_FILE',
  'SESSION_PREFIX',
  'SESSION_IDLE_TIMEOUT_MINUTES',
  'SESSION_COOKIE_NAME',
  'SESSION_COOKIE_HTTP_ONLY',
  'SESSION_COOKIE_IS_ESSENTIAL',
  'SESSION_COOKIE_SECURE_POLICY',
  'DATA_PROTECTION_REDIS_KEY',
  'APP_CONFIGURATION_ENDPOINT',
  'APP_CONFIGURATION_SENTINEL_KEY',
  'APP_CONFIGURATION_REFRESH_MINUTES',
  'BLOB_ENDPOINT',
  'BLOB_CONTAINER',
  'REQUEST_TIMEOUT_SECONDS',
  'SHUTDOWN_DRAIN_SECONDS',
  'RETRY_MAX_ATTEMPTS',
  'RETRY_BASE_DELAY_MILLISECONDS',
  'RETRY_MAX_DELAY_MILLISECONDS',
  'CIRCUIT_BREAKER_FAILURE_PERCENT',
  'CIRCUIT_BREAKER_MINIMUM_REQUESTS',
  'CIRCUIT_BREAKER_SAMPLING_SECONDS',
  'CIRCUIT_BREAKER_BREAK_SECONDS',
] as const;

export type ChartVariable = (typeof chartVariables)[number];

const reserved: readonly string[] = [...chartVariables, 'POD_NAME'];

// JSON Schema knows no flag for upper and lower case.
const inAnyCase = (word: string): string =>
  [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('');
const spellings = [
  ...secretWords.map(inAnyCase),
  ...secretPairs.flatMap((pair) => ['', '_'].map((between) => pair.split(' ').map(inAnyCase).join(between))),
];
const secretName = `(${spellings.join('|')})`;
const fileName = `${inAnyCase('file')}$`;

const isSecretName = (name: string): boolean =>
  new RegExp(secretName).test(name) && !new RegExp(fileName).test(name);

const VariableName = z
  .string()
  .max(128)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
  .refine((name) => !reserved.includes(name) && !name.startsWith('AZURE_'), {
    error: 'it is set by the chart or by the cluster',
  })
  .refine((name) => !isSecretName(name), {
    error: 'it looks like a secret, and values hold none',
  })
  .meta({
    not: {
      anyOf: [
        { enum: reserved },
        { pattern: '^AZURE_' },
        { allOf: [{ pattern: secretName }, { not: { pattern: fileName } }] },
      ],
    },
    cure: 'Use letters, digits and "_"; read secrets from Key Vault by workload identity: docs/guides/secrets.md.',
  });

export const EnvironmentVariables = z.record(VariableName, z.string().max(4096));
