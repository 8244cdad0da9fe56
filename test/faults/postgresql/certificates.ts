// The authority of a trial and the certificates that it signs. Must not know who uses them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { Texts } from './rendered.ts';

export class Authority {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get certificateFile(): string {
    return join(this.#folder, 'ca.crt');
  }

  async open(): Promise<void> {
    mkdirSync(this.#folder, { recursive: true });
    const into = (name: string): string => join(this.#folder, name);
    const words = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ];
    await runCommand([
      'openssl',
      ...words,
      '-subj',
      '/CN=faults',
      '-keyout',
      into('ca.key'),
      '-out',
      into('ca.crt'),
    ]);
  }

  /** A new certificate for the names, as a Secret of the kind TLS holds it. */
  async sign(names: readonly string[]): Promise<Texts> {
    const into = (name: string): string => join(this.#folder, name);
    writeFileSync(into('names'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      into('tls.key'),
    ];
    await runCommand(['openssl', 'req', ...key, '-subj', '/CN=postgresql', '-out', into('tls.csr')]);
    const by = [
      '-CA',
      into('ca.crt'),
      '-CAkey',
      into('ca.key'),
      '-CAcreateserial',
      '-extfile',
      into('names'),
    ];
    await runCommand([
      'openssl',
      'x509',
      '-req',
      '-days',
      '2',
      '-in',
      into('tls.csr'),
      ...by,
      '-out',
      into('tls.crt'),
    ]);
    const read = (name: string): string => readFileSync(into(name), 'utf8');
    return { 'ca.crt': read('ca.crt'), 'tls.crt': read('tls.crt'), 'tls.key': read('tls.key') };
  }
}
