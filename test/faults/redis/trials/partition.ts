// The master and a client are cut off from everything else, and go on together. Must not know how the others notice.
import { lastSecond } from '../stage.ts';
import type { Trial } from '../trial.ts';

export const partition: Trial = {
  name: 'partition',
  fault: 'the master and one client cut off together from all others for 16 s',
  async run(stage) {
    const { group } = stage;
    const { master } = await group.roles();
    await stage.fault(() => group.network.move([master.name, 'b'], 'aside'));
    await stage.wait(16);
    await group.network.move([master.name, 'b'], 'main');
    await stage.wait(8);
    return stage.finish({
      writableSeconds: 10,
      allowance: lastSecond,
      // Redis counts the lag in whole seconds and looks at it once a second, so it may notice this late.
      allowanceOfCutOff: { secondsBefore: 0, secondsAfter: group.maxLagSeconds + 2 },
    });
  },
};
