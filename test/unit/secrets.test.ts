// What counts as a secret: by the name of a key, and by looks; and what must not, since it hides nothing.
import { describe, expect, it } from 'vitest';
import { concealText, concealTokens, isSecretKey, isSecretPath } from '../../generator/secrets.ts';

describe('the name of a key', () => {
  it.each([
    'password',
    'dbPassword',
    'DB_PASSWORD',
    'dbpassword',
    'passwords',
    'clientSecret',
    'accessToken',
    'credentials',
    'accountKey',
    'AccountKey',
    'api-key',
    'APIKEY',
    'private_key',
    'connectionString',
    'ConnectionStrings',
    'sig',
    'sas',
  ])('%s holds a secret', (key) => expect(isSecretKey(key)).toBe(true));

  it.each([
    'existingSecret',
    'imagePullSecrets',
    'secretName',
    'secretsRevision',
    'passwordKey',
    'POSTGRESQL_PASSWORD_FILE',
    'tokenPath',
    'sentinelKey',
    'topologyKey',
    'key',
    'digest',
    'replicas',
    'tokenExpirationSeconds',
    'signal',
    'assign',
  ])('%s holds none', (key) => expect(isSecretKey(key)).toBe(false));

  it('counts for all that stands below it', () => {
    expect(isSecretPath(['api', 'credentials', 'user', 0])).toBe(true);
    expect(isSecretPath(['api', 'tls', 'existingSecret'])).toBe(false);
  });
});

describe('the looks of a text', () => {
  it.each<[string, string]>([
    ['Endpoint=https://a.io;Id=x;Secret=hunter2==', 'Endpoint=https://a.io;Id=x;Secret=***'],
    ['Server=db;Password=hunter2 and more;Port=1', 'Server=db;Password=***;Port=1'],
    ['host=db password=hunter2 user=me', 'host=db password=***'],
    ['https://a.io/?sv=1&sig=hunter2%2F&se=2', 'https://a.io/?sv=1&sig=***&se=2'],
    ['postgres://me:hun/ter@2@db:5432', 'postgres://me:***@db:5432'],
    ['redis://:hunter2@cache', 'redis://:***@cache'],
    ['me:hunter2@db', 'me:***@db'],
    ['{key: a, token: hunter2}', '{key: a, token: ***'],
    ['{"a":1,"password":"hunter2"}', '{"a":1,"password":***'],
    [`ghp_${'hunter2'.repeat(3)}`, '***'],
    [`eyJ${'hunter2'.repeat(3)}.abc.def`, '***'],
    ['hunter2'.repeat(6), '***'],
    ['-----BEGIN RSA PRIVATE KEY-----hunter2', '***'],
  ])('%s', (text, shown) => {
    expect(concealText(text)).toBe(shown);
    expect(concealText(shown)).toBe(shown);
  });

  it.each([
    `api:0.1.0@sha256:${'0123456789abcdef'.repeat(4)}`,
    'values/layers/a-name-of-many-words-and-none-of-them-a-key.yaml',
    'layers/2026/platform-observability-east-us-and-west-us-two.yaml',
    'aiagent:sessions:',
    'https://aiagent.azconfig.io:443/x',
    '1d7f1a7e-0b3c-4b51-9d5e-2f6c3a4b5c6d',
    'Settings:Sentinel',
    'Name a Secret that exists: docs/guides/secrets.md',
  ])('leaves %s as it is', (text) => expect(concealTokens(text)).toBe(text));

  it('knows a digest by its key only', () => {
    const digest = '0123456789abcdef'.repeat(4);
    expect(concealText(digest, 'digest')).toBe(digest);
    expect(concealText(digest, 'repository')).toBe('***');
    expect(concealText('Secret=hunter2', 'digest')).toBe('Secret=***');
  });
});
