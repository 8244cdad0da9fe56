// Waits until the machine has time to spare. Must not know what is measured.
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** Of all processors: with the cluster and its probes at rest it is some 0.55 on two of them. */
const restingShare = 0.65;
const windowSeconds = 4;
const longestSeconds = 90;

interface Spent {
  readonly busy: number;
  readonly all: number;
}

const spent = (): Spent =>
  cpus().reduce(
    ({ busy, all }, { times }) => {
      const total = times.user + times.nice + times.sys + times.irq + times.idle;
      return { busy: busy + total - times.idle, all: all + total };
    },
    { busy: 0, all: 0 },
  );

/** The share of the processors' time that was used, from now on for the given time. */
async function busyShare(seconds: number): Promise<number> {
  const before = spent();
  await pause(seconds * 1000);
  const after = spent();
  return (after.busy - before.busy) / (after.all - before.all);
}

/** Settles when the machine rests, or after a while all the same: whether a run was calm is judged by its load. */
export async function awaitQuiet(): Promise<void> {
  const until = performance.now() + longestSeconds * 1000;
  while (performance.now() < until) if ((await busyShare(windowSeconds)) <= restingShare) return;
}
