// The frame of every scenario of a store: users logged in and writes under way, then the fault, then the reading.
// Must not know the fault.
import { setTimeout as pause } from 'node:timers/promises';
import { atLeast, atMost, type Bench, exactly, type Figure, NoisyBaseline } from '../scenario.ts';
import { awaitStores } from './await-stores.ts';
import { type Clients, type ClientsResult, startClients } from './clients.ts';
import type { LedgerStore } from './ledger-target.ts';

const calmSeconds = 5;
/** A silence before the fault that is longer is of the machine, not of the store. */
const calmGapMs = 1000;
const settleSeconds = 2;

/** Marks: `fault` when the act starts, `end` when it is over and every pod is ready again. */
export async function underClients(
  bench: Bench,
  store: LedgerStore,
  act: (clients: Clients) => Promise<void>,
): Promise<ClientsResult> {
  await awaitStores();
  const clients = await startClients(store);
  await pause(calmSeconds * 1000);
  clients.mark('fault');
  await act(clients);
  await awaitStores();
  await pause(settleSeconds * 1000);
  clients.mark('end');
  const result = await clients.stop();
  say(bench, result);
  const { fault = 0 } = Object.fromEntries(result.marks);
  const before = longestSilenceMs(result, 0, fault);
  if (before > calmGapMs)
    throw new NoisyBaseline(`no write went well for ${before.toFixed(0)} ms before the fault`);
  return result;
}

function say(bench: Bench, { comparison, sessions, marks }: ClientsResult): void {
  const { acknowledged, sent, lost, refusals, longestGap, lateMaxMs } = comparison;
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const fault = marks.get('fault') ?? 0;
  bench.say(
    `writes: ${acknowledged} of ${sent} acknowledged, ${lost.length} lost, refused ${JSON.stringify(refusals)}; longest ` +
      `silence ${seconds(longestGap.ms)} s from ${seconds(longestGap.fromMs - fault)} s after the fault on; ` +
      `late by at most ${lateMaxMs.toFixed(0)} ms`,
  );
  bench.say(
    `sessions: ${sessions.asked} asked, ${JSON.stringify(sessions.answers)}, ${sessions.loggedOut} logged out, ` +
      `${sessions.stillLoggedIn} of ${sessions.users} still logged in`,
  );
}

/** The longest time without an acknowledged write between two moments. */
export function longestSilenceMs({ ledger }: ClientsResult, fromMs: number, toMs: number): number {
  const moments = ledger.entries.flatMap(({ acknowledged }) => acknowledged?.ackedMs ?? []);
  const within = moments.filter((ms) => ms > fromMs && ms < toMs).sort((a, b) => a - b);
  return [...within, toMs].reduce(
    ({ last, longest }, ms) => ({ last: ms, longest: Math.max(longest, ms - last) }),
    { last: fromMs, longest: 0 },
  ).longest;
}

/** How long no write was taken, from the fault to the end. */
export function silenceFigure(result: ClientsResult, what: string, limitSeconds: number): Figure {
  const { fault = 0, end = 0 } = Object.fromEntries(result.marks);
  return atMost(what, longestSilenceMs(result, fault, end) / 1000, limitSeconds, 's');
}

/** When the first write was taken after the longest silence, counted from the start of the last server. */
export function startFigure(result: ClientsResult, startedMs: number, limitSeconds: number): Figure {
  const acceptedMs = result.ledger.openedAtMs + result.comparison.longestGap.toMs;
  const seconds = Math.max(0, acceptedMs - startedMs) / 1000;
  return atMost('writes accepted after the last server started', seconds, limitSeconds, 's');
}

/** What is asked after every fault. `lastSecond`: writes acknowledged in the last second before it may be lost. */
export function keptFigures(result: ClientsResult, lastSecond = false): readonly Figure[] {
  const { comparison, sessions, marks } = result;
  const fault = marks.get('fault') ?? 0;
  const { lost } = comparison;
  const isRecent = ({ ackedMs }: { readonly ackedMs: number }): boolean =>
    ackedMs >= fault - 1000 && ackedMs <= fault + 1000;
  const recent = result.ledger.entries.filter(
    ({ acknowledged }) => acknowledged && isRecent(acknowledged),
  ).length;
  const bounded: Figure = {
    what: 'acknowledged writes lost',
    value: lost.length,
    unit: '',
    bar: `only of the last second (${recent} within a second of the fault)`,
    passed: lost.every(({ acknowledged }) => isRecent(acknowledged)),
  };
  return [
    lastSecond ? bounded : exactly('acknowledged writes lost', lost.length, 0),
    atLeast('acknowledged writes', comparison.acknowledged, 200),
    exactly('answers that knew a user no more', sessions.loggedOut, 0),
    exactly('users still logged in', sessions.stillLoggedIn, sessions.users),
  ];
}
