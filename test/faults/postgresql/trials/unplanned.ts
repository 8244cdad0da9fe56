// What nobody planned: processes, machines and links that are lost. Must not know who leads afterwards.
import { atMost } from '../../../cluster/scenario.ts';
import type { Trial } from '../trial.ts';

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
    fault:
      'the machine of the primary is lost without a word; after 45 s it is back with its disk, at a new address',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.lose());
      await stage.wait(45);
      await primary.remove();
      await stage.group.start(primary);
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'freeze',
    fault: 'the primary is frozen for 45 s',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.freeze());
      await stage.wait(45);
      await primary.thaw();
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'partition',
    fault: 'the primary is cut off from the monitor and the standby for 60 s, and clients still reach it',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.cut([stage.site.gateway]));
      await stage.wait(60);
      await primary.cut(undefined);
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'partition-all',
    fault: 'the primary is cut off from everybody for 60 s',
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.cut([]));
      await stage.wait(60);
      await primary.cut(undefined);
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
      await standby.remove();
      await stage.group.start(standby);
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
    diskMebibytes: 768,
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.mark('fault');
      await primary.exec('postgresql', ['sh', '-c', 'dd if=/dev/zero of=/data/ballast bs=1M; true']);
      await stage.wait(30);
      await primary.exec('watch', ['rm', '-f', '/data/ballast']);
      await stage.mark('room');
      await group.allReady(120);
      const check = await (await group.primary()).exec('postgresql', [
        'pg_amcheck',
        '-U',
        'postgres',
        '--all',
        '--install-missing',
        '--heapallindexed',
        '--parent-check',
      ]);
      stage.add(atMost('what pg_amcheck found', check.status, 0));
      return stage.finish({ writableSeconds: 60, from: 'room' });
    },
  },
];
