// The standby of another region: it follows every failover, and is promoted when its region must serve. Must not know who
// leads in the first one.
import { atMost, exactly } from '../../../cluster/scenario.ts';
import { pause } from '../../run-command.ts';
import type { Group } from '../group.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

/** How long a row takes from the region that serves to the other one. */
async function lagSeconds({ group }: Stage, standby: Group): Promise<number> {
  const [pod] = standby.nodes;
  if (pod === undefined) throw new Error('the other region has no node');
  const id = `lag-${Date.now()}`;
  const began = Date.now();
  await group.ask(await group.primary(), `INSERT INTO ledger VALUES ('${id}')`, 'aiagent');
  for (;;) {
    const found = await standby.ask(pod, `SELECT count(*) FROM ledger WHERE id = '${id}'`, 'aiagent');
    const seconds = (Date.now() - began) / 1000;
    if (found === '1' || seconds > 60) return seconds;
    await pause(100);
  }
}

export const regionTrials: readonly Trial[] = [
  {
    name: 'region-lost',
    fault:
      'a standby in another region follows three hand-overs; then the first region is lost, and the job of the promotion is started',
    values: 'values-regions.yaml',
    async run(stage) {
      const { group } = stage;
      const standby = await stage.addGroup(stage.regionOf('westus2'));
      const [pod] = standby.nodes;
      if (pod === undefined) throw new Error('the other region has no node');
      await standby.start(...standby.pods);
      const lags = [await lagSeconds(stage, standby)];
      await stage.mark('fault');
      for (let round = 0; round < 3; round++) {
        const primary = await group.primary();
        await primary.stop();
        await group.start(primary);
        await group.allReady(120);
        lags.push(await lagSeconds(stage, standby));
      }
      stage.add(atMost('lag of the other region after its start', lags[0] ?? Number.NaN, 60, 's'));
      stage.add(atMost('longest lag after a hand-over', Math.max(...lags.slice(1)), 10, 's'));
      stage.add(atMost('lag at rest', await lagSeconds(stage, standby), 5, 's'));
      const figures = await stage.finish({ writableSeconds: 5 });
      await Promise.all(group.pods.map((one) => one.lose()));
      const began = Date.now();
      const job = await standby.runJob('promote');
      const promotedSeconds = (Date.now() - began) / 1000;
      if (job.status !== 0) console.error(job.output.slice(-2000));
      const readOnly = await standby.ask(pod, 'SHOW transaction_read_only');
      // A restart must not make it follow again, nor make it a standby of nobody.
      await pod.stop();
      await standby.start(pod);
      await pause(15_000);
      const afterwards = await standby.ask(pod, 'SHOW transaction_read_only');
      return [
        ...figures,
        exactly('exit of the job of the promotion', job.status, 0),
        atMost('promoted', promotedSeconds, 60, 's'),
        exactly('takes no writes after the promotion', readOnly === 'off' ? 0 : 1, 0),
        exactly('takes no writes after a restart', afterwards === 'off' ? 0 : 1, 0),
      ];
    },
  },
];
