// The Secrets of the stores: made before a release is installed, as its owner does it. Must not print a password.
import { randomBytes } from 'node:crypto';
import { applyObjects } from '../kubernetes.ts';
import { kubectl, ProgramError } from '../programs.ts';
import { type KeyPair, makeKeyPair } from './certificates.ts';

const passwordSecrets = ['redis-credentials', 'redis-sessions-credentials'] as const;
export type PasswordSecret = (typeof passwordSecrets)[number];
const keyPairSecret = 'redis-sessions-tls';
/** Holds the authority that signed the servers of the sessions, for their clients. */
export const authoritySecret = 'platform-ca';

/** All that `values/kind.yaml` names. */
export const storeSecrets: readonly string[] = [...passwordSecrets, keyPairSecret, authoritySecret];

/** The name by which clients know every server of the sessions. */
export const sessionsServerName = (namespace: string): string =>
  `aiagent-redis-sessions.${namespace}.svc.cluster.local`;

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

/** A key pair of the servers, by an authority that nobody knows yet. */
export function newKeyPair(namespace: string): Promise<KeyPair> {
  const service = sessionsServerName(namespace);
  return makeKeyPair([service, ...[0, 1, 2].map((ordinal) => service.replace('.', `-${ordinal}.`))]);
}

/** What the servers have, and which authorities they and their clients trust. */
export async function writeKeyPair(
  namespace: string,
  { certificate, key }: Pick<KeyPair, 'certificate' | 'key'>,
  authorities: string,
): Promise<void> {
  await writeSecret(namespace, authoritySecret, { 'ca.crt': authorities });
  await writeSecret(namespace, keyPairSecret, {
    'tls.crt': certificate,
    'tls.key': key,
    'ca.crt': authorities,
  });
}

/** The key pair that the servers have now. */
export async function readKeyPair(namespace: string): Promise<KeyPair> {
  const keys = (await readSecret(namespace, keyPairSecret)) ?? {};
  const of = (name: string): string => keys[name] ?? '';
  return { authority: of('ca.crt'), certificate: of('tls.crt'), key: of('tls.key') };
}

async function provideKeyPair(namespace: string): Promise<void> {
  if ((await readSecret(namespace, keyPairSecret)) !== undefined) return;
  const pair = await newKeyPair(namespace);
  await writeKeyPair(namespace, pair, pair.authority);
}

/** The Secrets that a release of the kind environment needs; those that exist stay as they are. */
export async function provideSecrets(namespace: string): Promise<void> {
  for (const name of passwordSecrets)
    if ((await readSecret(namespace, name)) === undefined)
      await writeSecret(namespace, name, { password: newPassword() });
  await provideKeyPair(namespace);
}
