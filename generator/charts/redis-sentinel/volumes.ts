// What the pods of Redis mount: the data, the scripts, the configuration, and Secrets that exist.
import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { each, fragment, type Items, include, not, type Template, t, when } from '../../engine/index.ts';
import { name } from './fragments.ts';
import { authoritySecret, existingSecret, hasTls, values as v } from './values.ts';

/** Users of the chart that may have a password of their own; without one, the key `password` is theirs too. */
const ownUsers = ['replica', 'sentinel', 'exporter', 'admin'] as const;

/** Only its owner may read it. */
const secretMode = 0o400;

/** The scripts, ready to run. */
export const scriptsVolume: Template<V1Volume> = {
  name: 'scripts',
  configMap: { name: t`${include(name)}-scripts`, defaultMode: 0o555 },
};

/** The passwords of all users, as files of their names. */
export const secretsVolume: Template<V1Volume> = {
  name: 'secrets',
  projected: {
    defaultMode: secretMode,
    sources: [
      { secret: { name: include(existingSecret), items: [{ key: 'password', path: 'password' }] } },
      {
        secret: {
          name: include(existingSecret),
          optional: true,
          // While a password is changed, the new one is accepted beside the old.
          items: [
            'password-also',
            ...ownUsers.flatMap((user) => [`${user}-password`, `${user}-password-also`]),
          ].map((key) => ({ key, path: key })),
        },
      },
      each(v.users, (user) => ({
        secret: { name: user.existingSecret, items: [{ key: 'password', path: t`user-${user.name}` }] },
      })),
      each(v.users, (user) => ({
        secret: {
          name: user.existingSecret,
          optional: true,
          items: [{ key: 'password-also', path: t`user-${user.name}-also` }],
        },
      })),
    ],
  },
};

/** The password of the application alone, in the same place. */
export const passwordVolume: Template<V1Volume> = {
  name: 'secrets',
  secret: {
    secretName: include(existingSecret),
    defaultMode: secretMode,
    items: [{ key: 'password', path: 'password' }],
  },
};

/** For those that are clients: the authority that signed the servers. */
export const authorityVolume = when<Template<V1Volume>>(include(hasTls), {
  name: 'authority',
  secret: {
    secretName: include(authoritySecret),
    defaultMode: secretMode,
    items: [{ key: 'ca.crt', path: 'ca.crt' }],
  },
});

export const authorityMount = when<Template<V1VolumeMount>>(include(hasTls), {
  name: 'authority',
  mountPath: '/tls',
  readOnly: true,
});

/** Those of a pod of Redis. */
export const volumes: Items<V1Volume> = [
  scriptsVolume,
  { name: 'configuration', configMap: { name: t`${include(name)}-configuration`, defaultMode: 0o444 } },
  { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
  secretsVolume,
  when(include(hasTls), {
    name: 'tls',
    secret: {
      secretName: v.tls.existingSecret,
      defaultMode: secretMode,
      items: ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key, path: key })),
    },
  }),
  when(not(v.persistence.enabled), { name: 'data', emptyDir: { sizeLimit: v.persistence.size } }),
];

export const scriptMounts = fragment<V1VolumeMount[]>(
  'redis-sentinel.scriptMounts',
  'What every script of a pod of Redis sees.',
  [
    { name: 'scripts', mountPath: '/scripts', readOnly: true },
    { name: 'configuration', mountPath: '/config', readOnly: true },
    { name: 'secrets', mountPath: '/secrets', readOnly: true },
    { name: 'run', mountPath: '/run/redis' },
    { name: 'data', mountPath: '/data' },
    when<Template<V1VolumeMount>>(include(hasTls), { name: 'tls', mountPath: '/tls', readOnly: true }),
  ],
);

/** All that the exporter sees of it: its own passwords. */
export const exporterMounts: Items<V1VolumeMount> = [
  { name: 'run', mountPath: '/run/exporter', subPath: 'exporter', readOnly: true },
];
