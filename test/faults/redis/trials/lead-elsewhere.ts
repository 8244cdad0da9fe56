// Puts the lead on another pod than the first, so that nothing is right by chance. Must not know the trial.
import type { Stage } from '../stage.ts';

export async function leadElsewhere({ group }: Stage): Promise<void> {
  const { master } = await group.roles();
  if (master.ordinal !== 0) return;
  await master.stop();
  await group.start(master);
  await group.allReady(60);
}
