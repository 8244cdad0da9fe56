// The Secrets of the stores: made before a release is installed, as its owner does it. Must not print a password.
import { randomBytes } from 'node:crypto';
import { applyObjects } from '../kubernetes.ts';
import { kubectl, ProgramError } from '../programs.ts';

/** Those that `values/kind.yaml` leaves at their defaults. */
export const redisSecrets = ['redis-credentials', 'redis-sessions-credentials'] as const;
export type RedisSecret = (typeof redisSecrets)[number];

export type SecretKeys = Readonly<Record<string, string>>;

export const newPassword = (): string => randomBytes(24).toString('base64url');

/** The keys of a Secret and their values; nothing where there is no such Secret. */
export async function readSecret(namespace: string, name: string): Promise<SecretKeys | undefined> {
  try {
    const text = await kubectl(['get', 'secret', '-n', namespace, name, '-o', 'json']);
    const { data } = JSON.parse(text) as { data: Record<string, string> };
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
    );
  } catch (error) {
    if (error instanceof ProgramError && error.message.includes('NotFound')) return undefined;
    throw error;
  }
}

/** Exactly these keys: one that is left out goes away. */
export async function writeSecret(namespace: string, name: string, keys: SecretKeys): Promise<void> {
  const data = Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  );
  await applyObjects([
    { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque', data },
  ]);
}

/** The Secrets that a release of the kind environment needs; those that exist stay as they are. */
export async function provideSecrets(namespace: string): Promise<void> {
  for (const name of redisSecrets)
    if ((await readSecret(namespace, name)) === undefined)
      await writeSecret(namespace, name, { password: newPassword() });
}
