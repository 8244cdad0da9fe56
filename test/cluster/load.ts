// The load generator: requests at a fixed rate from a process of its own, so that the test's work does not disturb
// its clock. Must not know what runs behind the address, nor which fault is being tried.
import { monotonicMs } from './clock.ts';
import { readBatches } from './load/attempt-records.ts';
import { startGenerator } from './load/generator-process.ts';
import { type LoadResult, summarise } from './load/load-result.ts';
import { type LoadOptions, planLoad } from './load/plan.ts';

export type { Failure, LoadResult, Moment } from './load/load-result.ts';
export type { LoadOptions } from './load/plan.ts';

export interface Load {
  /** The process of the generator. */
  readonly pid: number;
  /** Names this moment; returns it, in milliseconds after the start of the load. */
  mark(name: string): number;
  /** Ends the load now. Settles when the requests under way are finished; rejects when the generator broke. */
  stop(): Promise<LoadResult>;
  /** The same at the end of the load's own time. */
  finish(): Promise<LoadResult>;
}

/**
 * Starts the load; settles with its first moment. Half of the requests go over persistent connections, half over
 * new ones; a slow answer delays no other request, and latency counts from the moment at which a request was due.
 * Rejects with all the faults of the options at once, above all a target that is neither loopback nor named.
 */
export async function startLoad(options: LoadOptions): Promise<Load> {
  const generator = await startGenerator(planLoad(options));
  const { originMs, startedAtMs } = await generator.started;
  const marks = new Map<string, number>();
  const finish = async (): Promise<LoadResult> => {
    const { cpuMs, elapsedMs } = await generator.finished;
    return summarise({ attempts: readBatches(generator.batches), marks, startedAtMs, cpuMs, elapsedMs });
  };
  return {
    pid: generator.pid,
    mark(name) {
      const ms = monotonicMs() - originMs;
      marks.set(name, ms);
      return ms;
    },
    finish,
    stop() {
      generator.stop();
      return finish();
    },
  };
}
