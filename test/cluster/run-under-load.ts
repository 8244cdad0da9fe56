// The frame of every scenario with load: a calm time first, then the fault, then the reading.
// Must not know the fault.
import type { LoadResult } from './load/load-result.ts';
import { awaitQuiet } from './quiet.ts';
import { apiName, releaseNamespace, serverSelector } from './release.ts';
import type { Bench } from './scenario.ts';
import { serviceAddress, startTraffic, type Traffic, type TrafficOptions } from './traffic.ts';
import { type PodLooks, watchPods } from './watch-pods.ts';

/** The generator, and after most scenarios the pods, are new: their first answers are slow, and no part of the calm. */
const warmUpSeconds = 15;
/** Long enough for a p99 that means something at 100 requests a second. */
const calmSeconds = 12;

export interface Measured extends LoadResult {
  /** The pods that served, looked at from the start of the load to its end. */
  readonly serving: PodLooks;
}

/** Marks: `calm` when the load is warm, `fault` when the act starts, `end` when it is over and the load stops. */
export async function underLoad(
  bench: Bench,
  act: (traffic: Traffic) => Promise<void>,
  options: Partial<TrafficOptions> = {},
): Promise<Measured> {
  // What the last run left behind is no part of this one.
  if (bench.judgesSpeed) await awaitQuiet();
  const address = await serviceAddress(releaseNamespace, apiName);
  const traffic = await startTraffic({ address, ...options });
  const watch = watchPods(releaseNamespace, serverSelector);
  try {
    await traffic.until(warmUpSeconds);
    traffic.mark('calm');
    await traffic.until(warmUpSeconds + calmSeconds);
    traffic.mark('fault');
    await act(traffic);
    traffic.mark('end');
  } catch (error) {
    await Promise.all([watch.stop(), traffic.stop().catch(() => {})]);
    throw error;
  }
  const serving = await watch.stop();
  const result = await traffic.stop();
  const { requests, failed, outcomes, p50Ms, p99Ms, lateMaxMs } = result;
  bench.say(
    `load: ${requests} requests, ${failed} failed ${JSON.stringify(outcomes)}, p50 ${p50Ms.toFixed(1)} ms, ` +
      `p99 ${p99Ms.toFixed(1)} ms, generator late by at most ${lateMaxMs.toFixed(0)} ms`,
  );
  for (const one of result.failures.slice(0, 5))
    bench.say(
      `failed after ${(one.scheduledMs / 1000).toFixed(2)} s (${one.connection}): ${one.outcomes.join(', ')}`,
    );
  return { ...result, serving };
}
