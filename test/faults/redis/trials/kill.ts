// The master's pod ends without a word and is not started again. Must not know how others take over.
import { lastSecond } from '../stage.ts';
import type { Trial } from '../trial.ts';

export const kill: Trial = {
  name: 'kill',
  fault: "SIGKILL to the master's Redis and Sentinel; the pod comes back after 15 s",
  async run(stage) {
    const { master } = await stage.group.roles();
    await stage.fault(() => master.kill());
    await stage.group.withdraw(master);
    await stage.wait(15);
    await stage.group.start(master);
    return stage.finish({ writableSeconds: 10, allowance: lastSecond });
  },
};
