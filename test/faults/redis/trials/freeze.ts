// The master's processes stop without ending, as on a node that hangs, and go on later. Must not know who notices.
import { lastSecond } from '../stage.ts';
import type { Trial } from '../trial.ts';

export const freeze: Trial = {
  name: 'freeze',
  fault: "SIGSTOP to the master's Redis and Sentinel for 14 s, then SIGCONT",
  async run(stage) {
    const { master } = await stage.group.roles();
    await stage.fault(() => master.freeze());
    await stage.wait(14);
    master.thaw();
    await stage.wait(8);
    return stage.finish({ writableSeconds: 10, allowance: lastSecond });
  },
};
