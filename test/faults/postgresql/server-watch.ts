// Looks whether two pods ever have a server at the same time, which on one disk would be its end. Must not know why.
import { pause } from '../run-command.ts';
import { tryDocker } from './docker.ts';
import type { PlayedPod } from './pod.ts';

async function hasServer(pod: PlayedPod): Promise<boolean> {
  const { status, output } = await tryDocker('top', pod.container('postgresql'), '-o', 'pid,comm');
  return status === 0 && /\bpostgres$/m.test(output);
}

export class ServerWatch {
  #doubles = 0;
  #looks = 0;

  /** Looks for as long as the old pod is up. */
  async watch(old: PlayedPod, next: PlayedPod): Promise<void> {
    while (old.isUp) {
      const both = await Promise.all([hasServer(old), hasServer(next)]);
      this.#looks++;
      if (both.every(Boolean)) this.#doubles++;
      await pause(100);
    }
  }

  /** How often both had one. Throws when nobody looked. */
  get doubles(): number {
    if (this.#looks === 0) throw new Error('nobody looked for two servers on one disk');
    return this.#doubles;
  }
}
