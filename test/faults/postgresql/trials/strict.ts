// Three nodes, of which two hold every commit before it is acknowledged. Must not know who leads afterwards.
import type { Trial } from '../trial.ts';

const values = 'values-strict.yaml';
/** Nothing may be felt; so long a pause is the machine's own. */
const unfeltSeconds = 3;

export const strictTrials: readonly Trial[] = [
  {
    name: 'strict-standby-lost',
    fault: 'three nodes: the machine of one standby is lost; after 40 s it is back with its disk',
    values,
    async run(stage) {
      const [standby] = await stage.group.standbys();
      if (standby === undefined) throw new Error('there is no standby');
      await stage.fault(() => standby.lose());
      await stage.wait(40);
      await stage.mark('back');
      await standby.remove();
      await stage.group.start(standby);
      return stage.finish({ writableSeconds: unfeltSeconds, wholeSeconds: 60 });
    },
  },
  {
    name: 'strict-node-lost',
    fault: 'three nodes: the machine of the primary is lost; after 45 s it is back with its disk',
    values,
    async run(stage) {
      const primary = await stage.group.primary();
      await stage.fault(() => primary.lose());
      await stage.wait(45);
      await stage.mark('back');
      await primary.remove();
      await stage.group.start(primary);
      return stage.finish({ writableSeconds: 30, wholeSeconds: 60 });
    },
  },
  {
    name: 'strict-delete',
    fault: 'three nodes: the pod of the primary is deleted and made anew',
    values,
    async run(stage) {
      const { group } = stage;
      const primary = await group.primary();
      await stage.fault(() => primary.stop());
      await group.start(primary);
      return stage.finish({ writableSeconds: 5, wholeSeconds: 60 });
    },
  },
];
