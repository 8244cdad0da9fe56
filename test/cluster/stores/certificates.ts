// A certificate authority of this run, and what it signs: as cert-manager or a person would do it.
// Must not know who uses them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../programs.ts';

export interface KeyPair {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const newKey = [
  'req',
  '-x509',
  '-newkey',
  'ec',
  '-pkeyopt',
  'ec_paramgen_curve:prime256v1',
  '-nodes',
  '-days',
  '2',
];

/** A key pair whose certificate names all of these, signed by an authority of its own. */
export async function makeKeyPair(names: readonly string[]): Promise<KeyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-certificates-'));
  const [caKey, caCertificate, key, certificate] = ['ca.key', 'ca.crt', 'tls.key', 'tls.crt'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const read = (file: string): string => readFileSync(file, 'utf8');
  try {
    await program('openssl', [
      ...newKey,
      '-subj',
      '/CN=chartwright-test',
      '-keyout',
      caKey,
      '-out',
      caCertificate,
    ]);
    await program('openssl', [
      ...[...newKey, '-CA', caCertificate, '-CAkey', caKey, '-subj', `/CN=${names[0]?.slice(0, 64)}`],
      ...['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`],
      ...['-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', key, '-out', certificate],
    ]);
    return { authority: read(caCertificate), certificate: read(certificate), key: read(key) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
