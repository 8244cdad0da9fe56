// The monitor is lost, for a while or for good. Must not know who leads afterwards.
import { exactly } from '../../../cluster/scenario.ts';
import type { Trial } from '../trial.ts';

/** Nothing may be felt; so long a pause is the machine's own. */
const unfeltSeconds = 3;

export const monitorTrials: readonly Trial[] = [
  {
    name: 'monitor-lost',
    fault: 'the machine of the monitor is lost for 60 s',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => group.monitor.lose());
      await stage.wait(60);
      await group.monitor.remove();
      await group.start(group.monitor);
      return stage.finish({ writableSeconds: unfeltSeconds, wholeSeconds: 60 });
    },
  },
  {
    name: 'monitor-disk-lost',
    fault: 'the monitor is lost with its disk; it starts on an empty one',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => group.monitor.lose());
      await group.monitor.remove();
      await group.loseDisk(group.monitor);
      await group.start(group.monitor);
      return stage.finish({ writableSeconds: unfeltSeconds, wholeSeconds: 90 });
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
      await stage.wait(20);
      stage.add(exactly('databases made beside the one that exists', (await group.states()).length, 0));
      await stage.mark('others');
      await group.start(...others);
      return stage.finish({ writableSeconds: 120, from: 'others' });
    },
  },
];
