// What is planned: deletes, updates, rotations. Must not know who leads afterwards.
import { exactly } from '../../../cluster/scenario.ts';
import type { Trial } from '../trial.ts';

export const plannedTrials: readonly Trial[] = [
  {
    name: 'delete',
    fault: 'the pod of the primary is deleted and made anew',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(() => primary.stop());
      await group.start(primary);
      return stage.finish({ writableSeconds: 5, wholeSeconds: 60 });
    },
  },
  {
    name: 'update-at-once',
    fault: 'a change of the template replaces all three pods at the same moment',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() =>
        Promise.all(
          group.pods.map(async (pod) => {
            await pod.stop();
            await group.start(pod);
          }),
        ),
      );
      return stage.finish({ writableSeconds: 10, wholeSeconds: 60 });
    },
  },
  {
    name: 'force-delete',
    fault:
      'the pod of the primary is deleted by force: the new pod starts on the same disk while the old one still stops',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      const next = group.successorOf(primary);
      await stage.fault(() => Promise.all([primary.stop(), group.start(next)]));
      stage.add(exactly('moments with two servers on one disk', group.servers.doubles, 0));
      return stage.finish({ writableSeconds: 10, wholeSeconds: 60 });
    },
  },
  {
    name: 'force-delete-alone',
    fault: 'the same while the monitor is away for 25 s, so that no hand-over is possible',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      const next = group.successorOf(primary);
      await group.monitor.freeze();
      await stage.fault(async () => {
        const stopping = primary.stop();
        await group.start(next);
        await stage.wait(25);
        await group.monitor.thaw();
        await stopping;
      });
      stage.add(exactly('moments with two servers on one disk', group.servers.doubles, 0));
      return stage.finish({ writableSeconds: 10, wholeSeconds: 60 });
    },
  },
];
