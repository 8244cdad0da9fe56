// The master comes back quickly: in place with its data, with an empty disk, or as a new pod with another address.
// Must not know whether it leads again.
import type { Pod } from '../pod.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

/** In place of a pod that has ended a new one comes a second later. */
async function replacePod(stage: Stage, pod: Pod, address: 'same' | 'new'): Promise<void> {
  await stage.group.withdraw(pod);
  await stage.wait(1);
  await stage.group.start(pod, address);
}

export const restarts: readonly Trial[] = [
  {
    name: 'restart-in-place',
    fault:
      'SIGKILL to the Redis of the master; kubelet starts the container again after 1 s, on the same disk',
    async run(stage) {
      const { master } = await stage.group.roles();
      await stage.fault(() => master.crashRedis());
      await stage.wait(8);
      return stage.finish({ writableSeconds: 10 });
    },
  },
  {
    name: 'empty-disk',
    fault: 'the pod of the master is lost with its disk; after 1 s it starts with an empty one',
    async run(stage) {
      const { master } = await stage.group.roles();
      await stage.fault(() => master.kill());
      master.wipe();
      await replacePod(stage, master, 'same');
      return stage.finish({ writableSeconds: 10 });
    },
  },
  {
    name: 'new-address',
    fault:
      'the pod of the master is lost; after 1 s it starts on another machine with its disk, at a new pod address',
    async run(stage) {
      const { master } = await stage.group.roles();
      await stage.fault(() => master.kill());
      await replacePod(stage, master, 'new');
      return stage.finish({ writableSeconds: 10 });
    },
  },
];
