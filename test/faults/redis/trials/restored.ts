// What a disk holds is not always what Redis reads at its start: a copy that has come and is not written yet, and a
// snapshot that was put there to be restored. Must not know how a pod judges its disk.
import { pause } from '../../run-command.ts';
import type { Pod } from '../pod.ts';
import type { Allowance } from '../stage.ts';
import type { Trial } from '../trial.ts';
import { killAll } from './all-six.ts';

/** Settles when the pod's Redis has its copy. */
async function inStep(pod: Pod): Promise<void> {
  for (const stop = performance.now() + 60_000; performance.now() < stop; await pause(100)) {
    const role = await pod.ask('ROLE').catch(() => undefined);
    if (Array.isArray(role) && role[3] === 'connected') return;
  }
  throw new Error(`${pod.name} got no copy`);
}

export const restored: readonly Trial[] = [
  {
    name: 'copy-not-on-disk',
    fault:
      'a replica ends; the other one comes back with an empty disk, has its copy in memory, and is slow to write it: SIGKILL to all that runs, and the disk of the master is lost',
    async run(stage) {
      const { group } = stage;
      const { master, replicas } = await group.roles();
      const [fresh, behind] = replicas;
      if (fresh === undefined || behind === undefined) throw new Error('there are no two replicas');
      const behindSinceMs = performance.now();
      await behind.kill();
      await fresh.kill();
      fresh.wipe();
      // Five seconds for each key, as a large copy on a slow disk takes.
      fresh.direct('rdb-key-save-delay 5000000');
      await group.start(fresh, 'new');
      await inStep(fresh);
      await stage.wait(3);
      const secondsBehind = Math.ceil((performance.now() - behindSinceMs) / 1000);
      await killAll(stage, () => {
        fresh.direct(undefined);
        master.wipe();
      });
      // The replica that is behind has the only data that a start finds; what came later nobody wrote to a disk that is left.
      const allowance: Allowance = { secondsBefore: secondsBehind, secondsAfter: 0 };
      return stage.finish({ writableSeconds: 20, from: 'started', allowance });
    },
  },
  {
    name: 'dump-restored',
    fault:
      'all pods deleted, the master last; then one disk holds its snapshot and nothing else, and the others are empty',
    async run(stage) {
      const { group } = stage;
      const { master, replicas } = await group.roles();
      await stage.mark('fault');
      await Promise.all(replicas.map((pod) => pod.stop()));
      await master.stop();
      await Promise.all(group.pods.map((pod) => group.withdraw(pod)));
      for (const pod of replicas) pod.wipe();
      for (const part of ['redis/appendonlydir', 'sentinel'] as const) master.wipe(part);
      await stage.mark('started');
      await group.startAll('new');
      return stage.finish({ writableSeconds: 20, from: 'started' });
    },
  },
];
