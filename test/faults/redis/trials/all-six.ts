// Everything ends at once and comes back: with all disks, without that of the last master, at new addresses, without
// what the Sentinels knew, or after an orderly scaling to zero. Must not know who leads afterwards.
import type { Allowance, Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';
import { leadElsewhere } from './lead-elsewhere.ts';

/**
 * Six processes never end in one instant: what the master acknowledged while the replicas had ended already, or had read
 * and not yet written, is on its own disk alone. Where that is lost, nobody has it.
 */
const dyingMoment: Allowance = { secondsBefore: 0.1, secondsAfter: 0 };

/** All six processes end at once; then `meanwhile` happens to disks and addresses, and all start again. */
export async function killAll(
  stage: Stage,
  meanwhile: () => unknown,
  address: 'same' | 'new' = 'same',
): Promise<void> {
  const { group } = stage;
  await stage.fault(() => Promise.all(group.pods.map((pod) => pod.kill())));
  await meanwhile();
  await stage.wait(2);
  await stage.mark('started');
  await group.startAll(address);
}

export const allSixTrials: readonly Trial[] = [
  {
    name: 'all-six',
    fault:
      'SIGKILL to all six processes at once, another pod than the first being master; all start again after 2 s',
    async run(stage) {
      await leadElsewhere(stage);
      await killAll(stage, () => undefined);
      return stage.finish({ writableSeconds: 15 });
    },
  },
  {
    name: 'all-six-disk-lost',
    fault: 'the same, and the disk of the last master is lost, with what its Sentinel knew',
    async run(stage) {
      await leadElsewhere(stage);
      const { master } = await stage.group.roles();
      await killAll(stage, () => master.wipe());
      return stage.finish({ writableSeconds: 20, from: 'started', allowance: dyingMoment });
    },
  },
  {
    name: 'all-six-stale-replica',
    fault:
      'the same, and one of the two replicas that are left had been cut off for 10 s: the other must lead',
    async run(stage) {
      await leadElsewhere(stage);
      const { master, replicas } = await stage.group.roles();
      const [stale] = replicas;
      if (stale === undefined) throw new Error('there is no replica');
      await stage.group.network.setLink(stale.name, 'down');
      await stage.wait(10);
      await killAll(stage, () => master.wipe());
      return stage.finish({ writableSeconds: 20, from: 'started', allowance: dyingMoment });
    },
  },
  {
    name: 'all-six-new-addresses',
    fault: 'the same with all disks, and every Service and every pod has a new address',
    async run(stage) {
      await leadElsewhere(stage);
      await killAll(stage, () => stage.group.renewServices(), 'new');
      return stage.finish({ writableSeconds: 15 });
    },
  },
  {
    name: 'all-six-memory-lost',
    fault:
      'the same, and no Sentinel remembers anything; the first pod has an empty disk, so it looks like a new one',
    async run(stage) {
      await leadElsewhere(stage);
      await killAll(stage, () => {
        for (const pod of stage.group.pods) pod.wipe(pod.ordinal === 0 ? 'all' : 'sentinel');
      });
      return stage.finish({ writableSeconds: 20, from: 'started' });
    },
  },
  {
    name: 'scale-zero-three',
    fault:
      'all three pods deleted at once as by a scaling to zero; 3 s after the last has ended all start again',
    async run(stage) {
      const { group } = stage;
      await stage.mark('fault');
      await Promise.all(group.pods.map((pod) => pod.stop()));
      await Promise.all(group.pods.map((pod) => group.withdraw(pod)));
      await stage.wait(3);
      await stage.mark('started');
      await group.startAll('new');
      return stage.finish({ writableSeconds: 20, from: 'started' });
    },
  },
];
