// The master's pod is deleted as in a rollout, and a new one comes. Must not know how the handover is done.
import type { Trial } from '../trial.ts';

export const gracefulStop: Trial = {
  name: 'graceful-stop',
  fault:
    'the pod of the master is deleted, and started anew when it has ended; then the same for each next master; each pings its replicas every second',
  async run(stage) {
    await stage.mark('fault');
    for (let times = 0; times < 3; times++) {
      const { master } = await stage.group.roles();
      // Else a ping falls into the handover only by chance, once in ten.
      await master.ask('CONFIG', 'SET', 'repl-ping-replica-period', '1');
      await master.stop();
      await stage.group.withdraw(master);
      await stage.group.start(master, 'new');
      await stage.group.allReady(60);
    }
    return stage.finish({ writableSeconds: 3 });
  },
};
