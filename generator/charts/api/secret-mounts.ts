// The Secrets that a pod mounts: the password of each store that is used, and the authority behind its
// certificate. They must exist beforehand; the chart holds no secret.
import type { V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import { type Expr, type Items, type Omissible, type Template, when } from '../../engine/index.ts';
import { certificatePaths, secretPaths } from './setting.ts';
import { values as v } from './values.ts';

const { postgresql, redis, redisSessions } = v.global;

interface Mount {
  readonly name: string;
  readonly path: string;
  readonly secret: Expr<string>;
  readonly key: string;
}

const password = (name: string, path: string, secret: Expr<string>): Mount => ({
  name,
  path,
  secret,
  key: 'password',
});
const certificate = (name: string, path: string, secret: Expr<string>): Mount => ({
  name,
  path,
  secret,
  key: 'ca.crt',
});

type Print<T> = (mount: Mount) => Template<T>;

const mountOf: Print<V1VolumeMount> = ({ name, path }) => ({ name, mountPath: path, readOnly: true });

const volumeOf: Print<V1Volume> = ({ name, secret, key }) => ({
  name,
  secret: {
    secretName: secret,
    defaultMode: 0o400,
    items: [{ key, path: key }],
  },
});

/** The same list for mounts and for volumes, so that they cannot differ. */
function forStores<T>(print: Print<T>): Items<T> {
  type Item = Template<T> | Omissible<Template<T>>;
  const where = (condition: Expr<boolean>, ...items: readonly Item[]): readonly Item[] =>
    items.map((item) => when<Item>(condition, item) as Item);
  return [
    ...where(
      v.postgresql.enabled,
      print(password('postgresql-password', secretPaths.postgresql, postgresql.existingSecret)),
      ...where(
        postgresql.tls.enabled,
        print(
          certificate('postgresql-certificate', certificatePaths.postgresql, postgresql.tls.existingSecret),
        ),
      ),
    ),
    ...where(
      v.redis.enabled,
      print(password('redis-password', secretPaths.redis, redis.existingSecret)),
      ...where(
        redis.tls.enabled,
        print(certificate('redis-certificate', certificatePaths.redis, redis.tls.existingSecret)),
      ),
      ...where(
        redisSessions.enabled,
        print(password('redis-sessions-password', secretPaths.sessions, redisSessions.existingSecret)),
        ...where(
          redisSessions.tls.enabled,
          print(
            certificate(
              'redis-sessions-certificate',
              certificatePaths.sessions,
              redisSessions.tls.existingSecret,
            ),
          ),
        ),
      ),
    ),
  ];
}

export const secretMounts = forStores(mountOf);
export const secretVolumes = forStores(volumeOf);
