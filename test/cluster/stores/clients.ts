// The clients of the stores as a pod outside the zones: started, ended, and what they kept read back.
// Must not know which fault is tried.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from '../bundle-program.ts';
import { monotonicMs } from '../clock.ts';
import { applyObjects, listPods, makeNamespace, waitUntil } from '../kubernetes.ts';
import { compareLedger, type Ledger, type LedgerComparison, readLedger } from '../ledger.ts';
import { kubectl } from '../programs.ts';
import { apiName, releaseNamespace } from '../release.ts';
import { endAllTraffic, loadNamespace, loadPod, serviceAddress } from '../traffic.ts';
import type { LedgerStore } from './ledger-target.ts';
import { writeSecret } from './secrets.ts';
import type { ClientsLine, ClientsOrder } from './store-clients.ts';
import type { SessionTally } from './users.ts';

export interface ClientsResult {
  readonly ledger: Ledger;
  readonly comparison: LedgerComparison;
  readonly sessions: SessionTally;
  /** Moments of the scenario, in milliseconds after the ledger was opened. */
  readonly marks: ReadonlyMap<string, number>;
}

export interface Clients {
  mark(name: string): void;
  stop(): Promise<ClientsResult>;
}

const name = 'store-clients';
let count = 0;

/** The application's password and the authority of the servers, where the clients read them. */
export async function giveCredentials(store: LedgerStore): Promise<void> {
  await writeSecret(loadNamespace, name, await store.credentials());
}

async function readLines(pod: string): Promise<readonly ClientsLine[]> {
  const text = await kubectl(['logs', '-n', loadNamespace, pod], { timeout: 60_000 });
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as ClientsLine);
}

const lineOf = <Kind extends ClientsLine['kind']>(lines: readonly ClientsLine[], kind: Kind) =>
  lines.find((line): line is Extract<ClientsLine, { kind: Kind }> => line.kind === kind);

async function phaseOf(pod: string): Promise<string | undefined> {
  return (await listPods(loadNamespace, `run=${pod}`))[0]?.status.phase;
}

async function awaitOpened(pod: string): Promise<Extract<ClientsLine, { kind: 'opened' }>> {
  let opened: Extract<ClientsLine, { kind: 'opened' }> | undefined;
  await waitUntil(
    'the clients of the stores are at work',
    async () => {
      if ((await phaseOf(pod)) === 'Failed')
        throw new Error(`the clients failed: ${await kubectl(['logs', '-n', loadNamespace, pod])}`);
      opened = lineOf(await readLines(pod).catch(() => []), 'opened');
      return opened !== undefined;
    },
    90,
  );
  return opened as Extract<ClientsLine, { kind: 'opened' }>;
}

/** The lines of the ledger as the file that they were. */
function ledgerOf(lines: readonly ClientsLine[]): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-ledger-'));
  const file = join(folder, 'ledger.jsonl');
  try {
    writeFileSync(file, lines.flatMap((one) => (one.kind === 'ledger' ? [`${one.line}\n`] : [])).join(''));
    return readLedger(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readResult(pod: string, marks: ReadonlyMap<string, number>): Promise<ClientsResult> {
  const lines = await readLines(pod);
  const held = lineOf(lines, 'held');
  const sessions = lineOf(lines, 'sessions');
  if (held === undefined || sessions === undefined || lineOf(lines, 'finished') === undefined)
    throw new Error(`the records of ${pod} are not whole`);
  const ledger = ledgerOf(lines);
  return { ledger, comparison: compareLedger(ledger, held.ids), sessions: sessions.tally, marks };
}

async function orderFor(store: LedgerStore, prefix: string): Promise<ClientsOrder> {
  return {
    target: await store.target(),
    prefix,
    writesPerSecond: 40,
    api: `http://${await serviceAddress(releaseNamespace, apiName)}`,
    users: 20,
    requestsPerSecond: 10,
    seconds: 900,
  };
}

/** Starts them; settles when all users are logged in and the first write is due. */
export async function startClients(store: LedgerStore): Promise<Clients> {
  await makeNamespace(loadNamespace);
  await endAllTraffic();
  await giveCredentials(store);
  const code = await bundleProgram('test/cluster/stores/store-clients.ts');
  const metadata = { name, namespace: loadNamespace };
  await applyObjects([{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'clients.mjs': code } }]);
  const pod = `clients-${process.pid}-${++count}`;
  const order = await orderFor(store, pod);
  const command = ['node', '/program/clients.mjs', JSON.stringify(order)];
  const mounts = { '/program': { configMap: { name } }, '/credentials': { secret: { secretName: name } } };
  await applyObjects([loadPod({ name: pod, command, mounts })]);
  const { originMs } = await awaitOpened(pod);
  const marks = new Map<string, number>();
  return {
    mark: (moment) => void marks.set(moment, monotonicMs() - originMs),
    stop: async () => {
      await kubectl(['exec', '-n', loadNamespace, pod, '--', 'sh', '-c', 'kill -TERM 1']);
      await waitUntil('the clients ended', async () => (await phaseOf(pod)) === 'Succeeded', 120);
      const result = await readResult(pod, marks);
      await kubectl(['delete', 'pod', '-n', loadNamespace, pod, '--wait=false']);
      return result;
    },
  };
}
