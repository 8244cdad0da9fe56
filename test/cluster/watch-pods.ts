// Looks at the pods several times a second while a fault is on, so that a short dip is seen.
// Must not know what is too few.
import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from './clock.ts';
import { isServing, listPods } from './kubernetes.ts';

const everyMilliseconds = 200;

export interface PodLooks {
  /** The fewest and the most that took requests at one moment. */
  readonly fewest: number;
  readonly most: number;
  readonly looks: number;
  readonly longestGapMs: number;
}

export interface PodWatch {
  stop(): Promise<PodLooks>;
}

/** Starts looking. Looks that fail are no looks; the longest time between two tells of them. */
export function watchPods(namespace: string, selector: string): PodWatch {
  const counts: number[] = [];
  let watching = true;
  let longestGapMs = 0;
  const looking = (async () => {
    let last = monotonicMs();
    while (watching) {
      const pods = await listPods(namespace, selector).catch(() => undefined);
      if (pods !== undefined) {
        counts.push(pods.filter(isServing).length);
        longestGapMs = Math.max(longestGapMs, monotonicMs() - last);
        last = monotonicMs();
      }
      await pause(everyMilliseconds);
    }
  })();
  return {
    stop: async () => {
      watching = false;
      await looking;
      return { fewest: Math.min(...counts), most: Math.max(...counts), looks: counts.length, longestGapMs };
    },
  };
}
