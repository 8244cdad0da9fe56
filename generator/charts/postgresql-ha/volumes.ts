// What the pods of PostgreSQL mount: the data, the scripts, the configuration, and Secrets that exist.
import type { V1Volume, V1VolumeMount, V1VolumeProjection } from '@kubernetes/client-node';
import { and, eq, fragment, type Items, include, or, type Template, t, when } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { facts, hasTls, values as v } from './values.ts';

const { backup, restore } = v;

/** Only its owner may read it. */
const secretMode = 0o400;

const scriptsMap = { name: t`${include(name)}-scripts`, defaultMode: 0o555 };

/** The scripts, ready to run. */
export const scriptsVolume: Template<V1Volume> = { name: 'scripts', configMap: scriptsMap };

/** The same for a pod that runs long: as they were when it started. */
const keptScripts: Items<V1Volume> = [
  { name: 'scripts-of-chart', configMap: scriptsMap },
  { name: 'scripts', emptyDir: { sizeLimit: '4Mi' } },
];
/** Who keeps them. */
export const keepsScripts: Items<V1VolumeMount> = [
  { name: 'scripts-of-chart', mountPath: '/scripts-of-chart', readOnly: true },
  { name: 'scripts', mountPath: '/scripts-kept' },
];

export const configurationVolume: Template<V1Volume> = {
  name: 'configuration',
  configMap: { name: t`${include(name)}-configuration`, defaultMode: 0o444 },
};

/** Whether anything is read from a store, or written to one. */
const usesStores = or(backup.enabled, restore.enabled);

/** What a store is asked with: each file only where the Secret has it. */
const keysOfStore = ['azure-key', 's3-key', 's3-key-secret', 'cipher-pass', 'ca.crt'] as const;

const keysOf = (
  { existingSecret }: Pick<typeof backup.repository, 'existingSecret'>,
  number: 1 | 2,
): Template<V1VolumeProjection> => ({
  secret: {
    name: existingSecret,
    optional: true,
    items: keysOfStore.map((key) => ({ key, path: `repo${number}-${key}` })),
  },
});
const keysOfFirst = keysOf(backup.repository, 1);
const keysOfSecond = keysOf(backup.secondRepository, 2);
const hasSecond = backup.secondRepository.enabled;

/** Some of the passwords, as files of their names. */
const passwords = (
  keys: readonly string[],
  optionalKeys: readonly string[] = [],
): Items<V1VolumeProjection> => [
  { secret: { name: facts.existingSecret, items: keys.map((key) => ({ key, path: key })) } },
  ...optionalKeys.map((key) => ({
    secret: { name: facts.existingSecret, optional: true, items: [{ key, path: key }] },
  })),
];

const secrets = (sources: Items<V1VolumeProjection>): Template<V1Volume> => ({
  name: 'secrets',
  projected: { defaultMode: secretMode, sources },
});

const nodeSecrets = secrets([
  ...passwords(['password', 'replication-password', 'monitor-password'], ['operations-password']),
  when(usesStores, keysOfFirst),
  when(and(usesStores, hasSecond), keysOfSecond),
]);
const monitorSecrets = secrets(passwords(['monitor-password']));
export const storeSecretsVolume = secrets([keysOfFirst, when(hasSecond, keysOfSecond)]);
export const operationsSecrets = secrets(passwords(['operations-password']));
export const passwordSecrets = secrets(passwords(['password']));
export const monitorPasswordSecrets = secrets(passwords(['monitor-password']));

/** For those that are clients: the authority that signed the servers. */
export const authorityVolume = when<Template<V1Volume>>(hasTls, {
  name: 'tls',
  secret: {
    secretName: facts.tls.existingSecret,
    defaultMode: secretMode,
    items: [{ key: 'ca.crt', path: 'ca.crt' }],
  },
});

export const tlsMount = when<Template<V1VolumeMount>>(hasTls, {
  name: 'tls',
  mountPath: '/tls',
  readOnly: true,
});

const stores = [
  { number: 1, used: usesStores, store: backup.repository },
  { number: 2, used: and(usesStores, hasSecond), store: backup.secondRepository },
].map(({ number, used, store }) => ({
  number,
  condition: and(used, eq(store.type, 'volume')),
  claim: store.existingClaim,
}));

export const storeVolumes = stores.map(({ condition, claim, number }) =>
  when<Template<V1Volume>>(condition, {
    name: `repository-${number}`,
    persistentVolumeClaim: { claimName: claim },
  }),
);

export const storeMounts = stores.map(({ condition, number }) =>
  when<Template<V1VolumeMount>>(condition, {
    name: `repository-${number}`,
    mountPath: `/repository-${number}`,
  }),
);

export const temporaryVolumes: Items<V1Volume> = [
  { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
  { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } },
];

/** Copies of secrets, for the containers of the chart's own image. */
export const keysVolume: Template<V1Volume> = {
  name: 'keys',
  emptyDir: { medium: 'Memory', sizeLimit: '4Mi' },
};
export const keysMount: Template<V1VolumeMount> = { name: 'keys', mountPath: '/run/keys' };

/** Those of every server. */
const serverVolumes: Items<V1Volume> = [
  ...keptScripts,
  configurationVolume,
  ...temporaryVolumes,
  keysVolume,
  { name: 'hosts', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
  when(hasTls, {
    name: 'tls',
    secret: {
      secretName: v.tls.existingSecret,
      defaultMode: secretMode,
      items: ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key, path: key })),
    },
  }),
];

export const nodeVolumes: Items<V1Volume> = [
  ...serverVolumes,
  nodeSecrets,
  { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: v.memory.dynamic } },
  ...storeVolumes,
];

export const monitorVolumes: Items<V1Volume> = [
  ...serverVolumes,
  monitorSecrets,
  { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
];

export const serverMounts = fragment<V1VolumeMount[]>(
  'postgresql-ha.serverMounts',
  'What every script beside a server sees.',
  [
    { name: 'scripts', mountPath: '/scripts', readOnly: true },
    { name: 'configuration', mountPath: '/config', readOnly: true },
    { name: 'secrets', mountPath: '/secrets', readOnly: true },
    tlsMount,
    { name: 'data', mountPath: '/data' },
    { name: 'run', mountPath: '/run/postgresql' },
    keysMount,
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'shared-memory', mountPath: '/dev/shm' },
  ],
);

/** Who writes the addresses. */
export const hostsFolder: Template<V1VolumeMount> = { name: 'hosts', mountPath: '/run/hosts' };
/** Who reads them: instead of asking the DNS. */
export const hostsFile: Template<V1VolumeMount> = {
  name: 'hosts',
  mountPath: '/etc/hosts',
  subPath: 'hosts',
};

/** All that the exporter sees: the socket and its questions. */
export const exporterMounts: Items<V1VolumeMount> = [
  { name: 'run', mountPath: '/run/postgresql', readOnly: true },
  { name: 'configuration', mountPath: '/config', readOnly: true },
];

/** A token for the API server, for the one container that needs it. */
export const tokenVolume: Template<V1Volume> = {
  name: 'token',
  projected: {
    defaultMode: secretMode,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
};
export const tokenMount: Template<V1VolumeMount> = {
  name: 'token',
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
};
