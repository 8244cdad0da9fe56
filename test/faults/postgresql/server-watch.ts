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
  #ended = false;

  /** Looks for as long as the old pod is up. */
  async watch(old: PlayedPod, next: PlayedPod): Promise<void> {
    while (old.isUp && !this.#ended) {
      if (next.isUp) {
        const both = await Promise.all([hasServer(old), hasServer(next)]);
        this.#looks++;
        if (both.every(Boolean)) this.#doubles++;
      }
      await pause(100);
    }
  }

  /** Looks no more, whatever becomes of the pods. */
  end(): void {
    this.#ended = true;
  }

  /** How often both had one. */
  get doubles(): number {
    return this.#doubles;
  }

  /** How often both pods were there to be looked at. */
  get looks(): number {
    return this.#looks;
  }
}
