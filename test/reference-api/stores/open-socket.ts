// Opens a connection to a store: plain, or encrypted with the server's name verified. Must not know protocols,
// save that PostgreSQL asks in the clear before it encrypts, which `beforeEncryption` stands for.
import { readFileSync } from 'node:fs';
import { connect, isIP, type Socket } from 'node:net';
import { connect as encrypt } from 'node:tls';
import type { Address } from '../settings.ts';
import { lookupWithMemory } from './last-known-addresses.ts';
import { StoreError, storeError } from './store-error.ts';

export interface Route {
  readonly address: Address;
  readonly timeoutMilliseconds: number;
  /** Set: encrypt, and accept only a certificate of this authority for this very name. */
  readonly rootCertificateFile: string | undefined;
  /** That name; absent, the host of the address. */
  readonly serverName?: string | undefined;
  readonly beforeEncryption?: (socket: Socket) => Promise<void>;
}

/** The text of a mounted file, read anew for each connection, so that a renewed one is used. Throws StoreError. */
export function readMounted(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new StoreError('unreachable', 'a mounted file cannot be read', 'FILE');
  }
}

/** A connected socket. Throws StoreError, in `timeoutMilliseconds` at the latest, and then leaves no socket behind. */
export async function openSocket(route: Route): Promise<Socket> {
  const plain = connect({ ...route.address, lookup: lookupWithMemory, noDelay: true });
  // A peer that vanished without a word is noticed even while nothing is asked.
  plain.setKeepAlive(true, 5000);
  // A socket must never be without a listener for errors: one would end the process.
  plain.on('error', () => undefined);
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreError('unreachable', 'no connection in time')),
      route.timeoutMilliseconds,
    );
    plain.once('error', reject);
    plain.once('close', () => reject(new StoreError('unreachable', 'the connection was closed')));
  });
  failed.catch(() => undefined);
  try {
    return await Promise.race([connected(plain, route), failed]);
  } catch (error) {
    plain.destroy();
    throw storeError(error);
  } finally {
    clearTimeout(timer);
  }
}

async function connected(plain: Socket, route: Route): Promise<Socket> {
  await new Promise<void>((resolve) => plain.once('connect', () => resolve()));
  if (!route.rootCertificateFile) return plain;
  await route.beforeEncryption?.(plain);
  return encrypted(plain, route.serverName ?? route.address.host, readMounted(route.rootCertificateFile));
}

function encrypted(plain: Socket, host: string, ca: string): Promise<Socket> {
  const servername = isIP(host) ? {} : { servername: host };
  return new Promise((resolve, reject) => {
    const socket = encrypt({ socket: plain, ca, host, ...servername, minVersion: 'TLSv1.2' });
    socket.on('error', reject);
    socket.once('secureConnect', () => resolve(socket));
  });
}
