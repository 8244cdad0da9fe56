// Names to addresses, with a memory: while the name service is silent, the last known address is used,
// so that a lost DNS server does not stand in the way of a failover. Must not know who connects.
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

/** How long a fresh answer is waited for when an older one is known. */
const patienceMilliseconds = 300;

interface Found {
  readonly address: string;
  readonly family: number;
}

const known = new Map<string, Found>();
const asking = new Map<string, Promise<Found>>();

/** One question a name at a time: a lookup that hangs holds one of few threads. */
function ask(host: string): Promise<Found> {
  const running = asking.get(host);
  if (running) return running;
  const question = new Promise<Found>((resolve, reject) => {
    lookup(host, (error, address, family) => {
      asking.delete(host);
      if (error) return reject(error);
      known.set(host, { address, family });
      resolve({ address, family });
    });
  });
  asking.set(host, question);
  return question;
}

async function addressOf(host: string): Promise<Found> {
  const before = known.get(host);
  if (!before) return ask(host);
  const later = new Promise<Found>((resolve) => setTimeout(resolve, patienceMilliseconds, before).unref());
  return Promise.race([ask(host).catch(() => before), later]);
}

/**
 * Asks for names that are not needed yet, and waits for nothing. A server that was never connected to is the one that is
 * needed when the other is lost, and a part of the name service with it.
 */
export function learnAddresses(hosts: readonly string[]): void {
  for (const host of hosts) if (isIP(host) === 0) ask(host).catch(() => undefined);
}

/** For `net.connect` and `tls.connect`. */
export const lookupWithMemory: LookupFunction = (host, options, callback) => {
  const family = isIP(host);
  const found = family ? Promise.resolve({ address: host, family }) : addressOf(host);
  found.then(
    (one) => (options.all ? callback(null, [one]) : callback(null, one.address, one.family)),
    (error: NodeJS.ErrnoException) => callback(error, '', 0),
  );
};
