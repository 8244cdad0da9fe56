// The Secrets of the stores: made before a release is installed, as its owner does it. Must not print a password.
import { randomBytes } from 'node:crypto';
import { applyObjects } from '../kubernetes.ts';
import { kubectl, ProgramError } from '../programs.ts';
import { releaseNamespace } from '../release.ts';
import { type KeyPair, makeKeyPair } from './certificates.ts';

const passwordSecrets = ['redis-credentials', 'redis-sessions-credentials'] as const;
export type PasswordSecret = (typeof passwordSecrets)[number];
export const databaseSecret = 'postgresql-credentials';
const databasePasswords = ['password', 'replication-password', 'monitor-password', 'operations-password'];
/** Both hold one certificate, made out to the servers of both. */
const keyPairSecrets = ['redis-sessions-tls', 'postgresql-tls'] as const;
/** Holds the authority that signed the servers, for their clients. */
export const authoritySecret = 'platform-ca';

/** All that `values/kind.yaml` names. */
export const storeSecrets: readonly string[] = [
  ...passwordSecrets,
  databaseSecret,
  ...keyPairSecrets,
  authoritySecret,
];

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

/** What clients of a store log in with: its password, and the authority of the servers. */
export async function credentialsIn(name: string): Promise<SecretKeys> {
  const { password = '' } = (await readSecret(releaseNamespace, name)) ?? {};
  const { 'ca.crt': authority = '' } = (await readSecret(releaseNamespace, authoritySecret)) ?? {};
  return { password, 'ca.crt': authority };
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

const isMissing = async (namespace: string, name: string): Promise<boolean> =>
  (await readSecret(namespace, name)) === undefined;

/** The names that the certificates are made out to: of the sessions, and of every server of PostgreSQL. */
function serverNames(namespace: string): readonly string[] {
  const sessions = sessionsServerName(namespace);
  const ofPods = [0, 1, 2].map((ordinal) => sessions.replace('.', `-${ordinal}.`));
  const database = ['z1', 'z2', 'monitor', 'rw', 'ro'].map(
    (part) => `aiagent-postgresql-${part}.${namespace}.svc.cluster.local`,
  );
  return [sessions, ...ofPods, ...database];
}

/** A key pair of the servers, by an authority that nobody knows yet. */
export const newKeyPair = (namespace: string): Promise<KeyPair> => makeKeyPair(serverNames(namespace));

/** What the servers have, and which authorities they and their clients trust. */
export async function writeKeyPair(
  namespace: string,
  { certificate, key }: Pick<KeyPair, 'certificate' | 'key'>,
  authorities: string,
): Promise<void> {
  await writeSecret(namespace, authoritySecret, { 'ca.crt': authorities });
  for (const name of keyPairSecrets)
    await writeSecret(namespace, name, { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authorities });
}

/** The key pair that the servers have now. */
export async function readKeyPair(namespace: string): Promise<KeyPair> {
  const keys = (await readSecret(namespace, keyPairSecrets[0])) ?? {};
  const of = (name: string): string => keys[name] ?? '';
  return { authority: of('ca.crt'), certificate: of('tls.crt'), key: of('tls.key') };
}

async function provideKeyPair(namespace: string): Promise<void> {
  const missing = await Promise.all(keyPairSecrets.map((name) => isMissing(namespace, name)));
  if (!missing.includes(true)) return;
  const pair = await newKeyPair(namespace);
  await writeKeyPair(namespace, pair, pair.authority);
}

/** The Secrets that a release of the kind environment needs; those that exist stay as they are. */
export async function provideSecrets(namespace: string): Promise<void> {
  for (const name of passwordSecrets)
    if (await isMissing(namespace, name)) await writeSecret(namespace, name, { password: newPassword() });
  if (await isMissing(namespace, databaseSecret))
    await writeSecret(
      namespace,
      databaseSecret,
      Object.fromEntries(databasePasswords.map((key) => [key, newPassword()])),
    );
  await provideKeyPair(namespace);
}
