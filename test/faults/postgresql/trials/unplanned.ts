// What nobody planned: processes, machines and links that are lost. Must not know who leads afterwards.
import { atMost, exactly } from '../../../cluster/scenario.ts';
import type { PlayedPod } from '../pod.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

/** The machine of a pod comes back with its disk: the pod is made anew, as after a restart of a machine. */
async function comeBack(stage: Stage, pod: PlayedPod): Promise<void> {
  await stage.mark('back');
  await pod.remove();
  await stage.group.start(pod);
}

/** So many seconds later; what was done before is undone whatever happens. */
async function forSeconds(stage: Stage, seconds: number, undo: () => Promise<void>): Promise<void> {
  await stage.wait(seconds);
  await stage.mark('back');
  await undo();
}

/** Of the disk that is filled: small, and in memory. */
const diskMebibytes = 768;

export const unplannedTrials: readonly Trial[] = [
  {
    name: 'kill',
    fault: 'SIGKILL to the first process of the primary; the runtime starts it again',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.crash('postgresql'));
      await stage.wait(20);
      return stage.finish({ writableSeconds: 10 });
    },
  },
  {
    name: 'node-lost',
    fault: 'the machine of the primary is lost without a word; after 45 s it is back with its disk',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.lose());
      await stage.wait(45);
      await comeBack(stage, primary);
      return stage.finish({ writableSeconds: 30, gaps: 1, wholeSeconds: 60 });
    },
  },
  {
    name: 'node-lost-without-dns',
    fault: 'the same while the DNS answers nobody',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      for (const pod of group.pods) await pod.loseDns();
      await stage.fault(() => primary.lose());
      await stage.wait(45);
      await comeBack(stage, primary);
      return stage.finish({ writableSeconds: 30, gaps: 1, wholeSeconds: 60 });
    },
  },
  {
    name: 'machine-frozen',
    fault: 'the machine of the primary is frozen for 45 s: nothing of it answers, not even its network',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(async () => {
        await primary.cut([]);
        await primary.freeze();
      });
      await forSeconds(stage, 45, async () => {
        await primary.thaw();
        await primary.cut(undefined);
      });
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'freeze',
    fault: 'all processes of the primary are frozen for 45 s; its network still takes what is sent',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.freeze());
      await forSeconds(stage, 45, () => primary.thaw());
      // libpq knows no limit for an answer: a connection whose other end still acknowledges waits until it is thawed.
      const others = { psycopg: { from: 'back', seconds: 10 } };
      return stage.finish({ writableSeconds: 30, others, wholeSeconds: 60 });
    },
  },
  {
    name: 'partition',
    fault: 'the primary is cut off from the monitor and the standby for 60 s, and clients still reach it',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.cut([stage.site.gateway]));
      await forSeconds(stage, 60, () => primary.cut(undefined));
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'partition-all',
    fault: 'the primary is cut off from everybody for 60 s',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.cut([]));
      await forSeconds(stage, 60, () => primary.cut(undefined));
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'monitor-link-cut',
    fault:
      'the link between the primary and the monitor is cut for 60 s; its standby and clients still reach it',
    async run(stage) {
      const { group, site } = stage;
      const primary = await group.primary();
      const standbys = (await group.standbys()).map(({ address }) => address);
      await stage.fault(() => primary.cut([site.gateway, ...standbys]));
      await forSeconds(stage, 60, () => primary.cut(undefined));
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'alone-and-link-cut',
    fault:
      'the standby is lost, and the primary goes on alone; its link to the monitor is cut for 60 s while the standby comes back',
    async run(stage) {
      const { group, site } = stage;
      const primary = await group.primary();
      const [standby] = await group.standbys();
      if (standby === undefined) throw new Error('there is no standby');
      await stage.fault(() => standby.lose());
      stage.add(exactly('goes on alone', (await group.reaches(primary, 'wait_primary', 40)) ? 1 : 0, 1));
      await primary.cut([site.gateway, standby.address]);
      await comeBack(stage, standby);
      await forSeconds(stage, 60, () => primary.cut(undefined));
      stage.add(exactly('the same primary as before', (await group.primary()) === primary ? 1 : 0, 1));
      return stage.finish({ writableSeconds: 15, wholeSeconds: 60 });
    },
  },
  {
    name: 'replication-link-cut',
    fault:
      'the link between the primary and the standby is cut for 60 s; the monitor and clients still reach both',
    async run(stage) {
      const { group, site } = stage;
      const primary = await group.primary();
      await stage.fault(() => primary.cut([site.gateway, group.monitor.address]));
      await forSeconds(stage, 60, () => primary.cut(undefined));
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'link-and-node-lost',
    fault: 'the link between the primary and the standby is cut; 4 s later the primary is lost with its disk',
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(() => primary.cut([stage.site.gateway, group.monitor.address]));
      await stage.wait(4);
      await primary.lose();
      await primary.remove();
      await group.loseDisk(primary);
      await stage.wait(30);
      await group.start(primary);
      return stage.finish({ writableSeconds: 34 });
    },
  },
  {
    name: 'disk-lost',
    fault: 'the machine of the primary is lost with its disk; its pod starts on an empty one',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.lose());
      await primary.remove();
      await stage.group.loseDisk(primary);
      await stage.group.start(primary);
      return stage.finish({ writableSeconds: 30 });
    },
  },
  {
    name: 'standby-lost',
    fault: 'the machine of the standby is lost; after 40 s it is back with its disk',
    async run(stage) {
      const [standby] = await stage.group.standbys();
      if (standby === undefined) throw new Error('there is no standby');
      await stage.fault(() => standby.lose());
      await stage.wait(40);
      await comeBack(stage, standby);
      return stage.finish({ writableSeconds: 15, wholeSeconds: 60 });
    },
  },
  {
    name: 'all-at-once',
    fault: 'SIGKILL to everything at once; all start again, in a random order',
    async run(stage) {
      const { group } = stage;
      await stage.fault(() => Promise.all(group.pods.map((pod) => pod.kill())));
      const order = group.pods
        .map((pod) => ({ pod, place: Math.random() }))
        .sort((a, b) => a.place - b.place);
      console.log(`in this order: ${order.map(({ pod }) => pod.name).join(', ')}`);
      for (const { pod } of order) {
        await group.start(pod);
        await stage.wait(2);
      }
      return stage.finish({ writableSeconds: 120 });
    },
  },
  {
    name: 'volume-full',
    fault: 'the disk of the primary is filled to the last byte for 30 s, then room is made',
    diskMebibytes,
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.mark('fault');
      const fill = `dd if=/dev/zero of=/data/ballast bs=1M count=${diskMebibytes}; true`;
      await primary.exec('postgresql', ['sh', '-c', fill]);
      await stage.wait(30);
      await stage.mark('back');
      await primary.exec('watch', ['rm', '-f', '/data/ballast']);
      await group.allReady(120);
      const check = ['pg_amcheck', '-U', 'postgres', '--all', '--heapallindexed'];
      const now = await group.primary();
      await now.exec('postgresql', [...check, '--install-missing', '--parent-check']);
      // The one whose disk was full, whatever it is now: a standby cannot be locked for more than this.
      const pods = now === primary ? [now] : [now, primary];
      for (const pod of pods) {
        const { status, output } = await pod.exec('postgresql', check);
        if (status !== 0) console.error(output.slice(-1000));
        stage.add(
          atMost(`exit of pg_amcheck, ${pod === primary ? 'the full' : 'the other'} node`, status, 0),
        );
      }
      return stage.finish({ writableSeconds: 60, from: 'back', wholeSeconds: 60 });
    },
  },
];
