// What is planned: deletes, updates, rotations. Must not know who leads afterwards.
import { atLeast, exactly, type Figure } from '../../../cluster/scenario.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

function finishForced(stage: Stage, from = 'fault'): Promise<readonly Figure[]> {
  const { servers } = stage.group;
  stage.add(exactly('moments with two servers on one disk', servers.doubles, 0));
  stage.add(atLeast('looks at both pods on one disk', servers.looks, 2));
  return stage.finish({ writableSeconds: 10, from, wholeSeconds: 60 });
}

interface Obstacle {
  readonly put: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** The primary is deleted by force where nothing can take over until the obstacle is gone, 25 s later. */
async function forceWithoutHandOver(stage: Stage, { put, clear }: Obstacle): Promise<readonly Figure[]> {
  const { group } = stage;
  const primary = await group.primary();
  await put();
  const next = group.successorOf(primary);
  await stage.fault(async () => {
    const stopping = primary.stop();
    await group.start(next);
    await stage.wait(25);
    await clear();
    await stopping;
  });
  await stage.mark('ended');
  return finishForced(stage, 'ended');
}

export const plannedTrials: readonly Trial[] = [
  {
    name: 'delete',
    fault: 'the pod of the primary is deleted and made anew',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(() => primary.stop());
      await group.start(primary);
      const figures = await stage.finish({ writableSeconds: 5, gaps: 1, wholeSeconds: 60 });
      return [
        ...figures,
        exactly('the same primary as before', (await group.primary()) === primary ? 1 : 0, 0),
      ];
    },
  },
  {
    name: 'switchover',
    fault: '`pg_autoctl perform switchover`',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(async () => {
        const { status } = await primary.exec('postgresql', ['pg_autoctl', 'perform', 'switchover']);
        stage.add(exactly('exit of the switchover', status, 0));
      });
      stage.add(exactly('the same primary as before', (await group.primary()) === primary ? 1 : 0, 0));
      return stage.finish({ writableSeconds: 5, gaps: 1, wholeSeconds: 60 });
    },
  },
  {
    name: 'report-amid-hand-over',
    fault: 'the primary reports to the monitor in the moment in which its hand-over is decided',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(async () => {
        // Longer than the pause between two reports: one waits for this to end.
        const decide = `BEGIN; SELECT pgautofailover.start_maintenance(nodeid) FROM pgautofailover.node
          WHERE reportedstate = 'primary'; SELECT pg_sleep(3); COMMIT`;
        const answer = await group.ask(group.monitor, decide, 'pg_auto_failover');
        stage.add(exactly('hand-overs decided', answer?.startsWith('t') ? 1 : 0, 1));
      });
      const isOver = await group.reaches(primary, 'maintenance', 30);
      stage.add(exactly('hand-overs that came to their end', isOver ? 1 : 0, 1));
      await primary.exec('postgresql', ['pg_autoctl', 'disable', 'maintenance']);
      return stage.finish({ writableSeconds: 5, gaps: 1, wholeSeconds: 60 });
    },
  },
  {
    name: 'update',
    fault: 'all pods are replaced one after the other, the monitor first and the primary last',
    async run(stage) {
      const { group } = stage;
      const pods = [group.monitor, ...(await group.standbys()), await group.primary()];
      await stage.mark('fault');
      for (const pod of pods) {
        await pod.stop();
        await group.start(pod);
        await group.allReady(90);
      }
      return stage.finish({ writableSeconds: 5, gaps: group.nodes.length, wholeSeconds: 60 });
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
      return stage.finish({ writableSeconds: 5, gaps: 2, wholeSeconds: 60 });
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
      return finishForced(stage);
    },
  },
  {
    name: 'force-delete-alone',
    fault: 'the same while the monitor is away for 25 s, so that no hand-over is possible',
    async run(stage) {
      const { group } = stage;
      return forceWithoutHandOver(stage, {
        put: () => group.monitor.freeze(),
        clear: () => group.monitor.thaw(),
      });
    },
  },
  {
    name: 'force-delete-without-standby',
    fault: 'the same while the standby is frozen for 25 s, and the monitor answers',
    async run(stage) {
      const [standby] = await stage.group.standbys();
      if (standby === undefined) throw new Error('there is no standby');
      return forceWithoutHandOver(stage, {
        put: async () => {
          await standby.freeze();
          // Until the primary goes on alone.
          await stage.wait(20);
        },
        clear: () => standby.thaw(),
      });
    },
  },
];
