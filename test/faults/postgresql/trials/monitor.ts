// The monitor is lost, for a while or for good. Must not know who leads afterwards.
import { atMost, exactly, type Figure } from '../../../cluster/scenario.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

/** Nothing may be felt; so long a pause is the machine's own. */
const unfeltSeconds = 3;

/** Nobody noticed, not even when the monitor's patience after its start is over. */
async function finishUnfelt(stage: Stage, wholeSeconds: number): Promise<readonly Figure[]> {
  const began = Date.now();
  await stage.group.allReady(wholeSeconds);
  stage.add(atMost('whole again', (Date.now() - began) / 1000, wholeSeconds, 's'));
  const primary = await stage.group.primary();
  await stage.wait(40);
  stage.add(exactly('failovers after its return', (await stage.group.primary()) === primary ? 0 : 1, 0));
  return stage.finish({ writableSeconds: unfeltSeconds, gaps: 0 });
}

export const monitorTrials: readonly Trial[] = [
  {
    name: 'monitor-lost',
    fault: 'the machine of the monitor is lost for 60 s',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => group.monitor.lose());
      await stage.wait(60);
      await stage.mark('back');
      await group.monitor.remove();
      await group.start(group.monitor);
      return finishUnfelt(stage, 60);
    },
  },
  {
    name: 'monitor-disk-lost',
    fault: 'the monitor is lost with its disk; it starts on an empty one',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => group.monitor.lose());
      await stage.mark('back');
      await group.monitor.remove();
      await group.loseDisk(group.monitor);
      await group.start(group.monitor);
      return finishUnfelt(stage, 90);
    },
  },
  {
    name: 'monitor-and-first-disk-lost',
    fault:
      'everything ends at once; the monitor and the first node start on empty disks, the other node 20 s later on its own',
    async run(stage) {
      const { group } = stage;
      const [first, ...others] = group.nodes;
      if (first === undefined) throw new Error('there is no node');
      // The first node must be the one that an empty disk would tempt to make a database.
      if ((await group.primary()) === first) {
        await first.stop();
        await group.start(first);
        await group.allReady(120);
      }
      await stage.fault(() => Promise.all(group.pods.map((pod) => pod.kill())));
      await group.loseDisk(group.monitor);
      await group.loseDisk(first);
      await group.start(group.monitor, first);
      while (!(await group.monitor.isReady('postgresql'))) await stage.wait(1);
      await stage.wait(20);
      stage.add(exactly('databases made beside the one that exists', (await group.states()).length, 0));
      await stage.mark('others');
      await group.start(...others);
      return stage.finish({ writableSeconds: 120, from: 'others' });
    },
  },
];
