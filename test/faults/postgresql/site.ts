// What all groups of a trial share: the network, the authority of certificates, the Secrets, and a folder that stays where
// the trial fails. Must not know what runs on it.
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Authority } from './certificates.ts';
import { docker, tryDocker } from './docker.ts';
import { label } from './pod.ts';
import type { Texts } from './rendered.ts';

/** Networks that trials may have at the same time, without their last number. The first one is typed into values. */
export const subnets = ['10.254.77', '10.254.78', '10.254.79', '10.254.80'] as const;
/** The name of the network on it. */
export const networkOn = (subnet: string): string => `cwpg-${process.pid}-${subnet.split('.').at(-1)}`;

export const domain = 'lab.svc.cluster.local';
export const account = 10_001;

export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'chartwright-faults-postgresql-'));
  readonly network: string;
  readonly #subnet: string;
  readonly authority = new Authority(join(this.folder, 'authority'));
  /** What Secrets hold, by name and key; a trial may change it. */
  readonly secrets = new Map<string, Texts>();

  constructor(subnet: string) {
    this.#subnet = subnet;
    this.network = networkOn(subnet);
  }

  /** The address of this machine, from which the clients come. */
  get gateway(): string {
    return `${this.#subnet}.1`;
  }

  addressOf(number: number): string {
    return `${this.#subnet}.${number}`;
  }

  async open(): Promise<void> {
    const words = ['--label', `${label}=${process.pid}`, '--subnet', `${this.#subnet}.0/24`, this.network];
    await docker('network', 'create', ...words);
    await this.authority.open();
    await this.renewCertificates();
    this.renewPasswords(['password', 'replication-password', 'monitor-password', 'operations-password']);
  }

  async renewCertificates(): Promise<void> {
    const pair = await this.authority.sign([`*.${domain}`]);
    this.secrets.set('postgresql-tls', pair);
    // What clients have: the authority alone.
    this.secrets.set('platform-ca', { 'ca.crt': pair['ca.crt'] ?? '' });
  }

  /** New passwords for these keys; the others stay. */
  renewPasswords(keys: readonly string[]): void {
    // What must be escaped on its way is in it.
    const word = (): string => `${randomBytes(9).toString('base64url')}:\\'"`;
    const name = 'postgresql-credentials';
    this.secrets.set(name, {
      ...this.secrets.get(name),
      ...Object.fromEntries(keys.map((key) => [key, word()])),
    });
  }

  get password(): string {
    return this.secrets.get('postgresql-credentials')?.password ?? '';
  }

  /** A folder that any pod may write to: a volume that all of them mount. */
  sharedFolder(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    chownSync(folder, account, account);
    return folder;
  }

  /** Throws where something still stands on the network: the next trial could not have it. */
  async close(keep: boolean): Promise<void> {
    const { status, output } = await tryDocker('network', 'rm', this.network);
    if (status !== 0 && !output.includes('not found')) throw new Error(output.trim().slice(-300));
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}
