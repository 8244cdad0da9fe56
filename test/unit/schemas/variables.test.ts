// The names of variables that the schema refuses as secrets are names whose values nothing shows.
import { describe, expect, it } from 'vitest';
import { isSecretKey, secretPairs, secretWords } from '../../../generator/secrets.ts';
import { EnvironmentVariables } from '../../../schemas/api/variables.ts';

const accepts = (name: string): boolean => EnvironmentVariables.safeParse({ [name]: 'x' }).success;

const names = [
  ['password', 'DB_PASSWORD'],
  ['passwd', 'dbPasswd'],
  ['secret', 'CLIENT_SECRET'],
  ['token', 'accessToken'],
  ['credential', 'GIT_CREDENTIALS'],
  ['api key', 'API_KEY'],
  ['api key', 'APIKEY'],
  ['access key', 'ACCESS_KEY'],
  ['access key', 'ACCESSKEY'],
  ['private key', 'privateKey'],
  ['private key', 'PRIVATEKEY'],
  ['passphrase', 'DB_PASSPHRASE'],
  ['token', 'DB_TOKENVALUE'],
  ['account key', 'ACCOUNT_KEY'],
  ['shared key', 'sharedKey'],
  ['storage key', 'STORAGE_KEY'],
  ['signing key', 'SIGNINGKEY'],
  ['encryption key', 'ENCRYPTION_KEY'],
  ['connection string', 'CONNECTION_STRING'],
  ['connection string', 'DB_CONNECTIONSTRING'],
] as const;

describe('a variable that looks like a secret', () => {
  it.each(names)('for its %s: %s', (_, name) => {
    expect(accepts(name)).toBe(false);
    expect(isSecretKey(name)).toBe(true);
  });

  it('is known by every word that the two share', () => {
    expect(new Set(names.map(([word]) => word))).toEqual(new Set([...secretWords, ...secretPairs]));
  });

  it.each(['DB_PASSWORD_FILE', 'TOKENFILE', 'FEATURE_X', 'KEY', 'CONNECTION_LIMIT'])('is not %s', (name) => {
    expect(accepts(name)).toBe(true);
  });
});
