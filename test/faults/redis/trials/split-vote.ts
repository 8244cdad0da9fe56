// Two Sentinels vote for themselves in the same epoch: what they tell each other of it is held back until both have.
// It does not come out so each time; it is tried until it has. Must not know how it is settled.
import { pause } from '../../run-command.ts';
import type { Pod } from '../pod.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

const attempts = 6;

/** The id of a pod's Sentinel, by its log. */
function idOf(pod: Pod): string {
  const id = pod.log.map(({ text }) => /# Sentinel ID is (\w+)/.exec(text)?.[1]).findLast(Boolean);
  if (id === undefined) throw new Error(`the Sentinel of ${pod.name} has not said its id`);
  return id;
}

/** How a request for votes ends: the id as an argument of its own. A greeting holds it between commas. */
const requestOf = (id: string): string => `|2434300d0a|${id}`;

/** The lines of a Sentinel's own log since the moment that hold the words. */
const linesOf = (pod: Pod, sinceMs: number, words: string): readonly string[] =>
  pod.log.filter(({ atMs, text }) => atMs >= sinceMs && text.includes(`# ${words}`)).map(({ text }) => text);

/** "ID EPOCH" of the first vote since the moment. */
const voteOf = (pod: Pod, sinceMs: number): string =>
  linesOf(pod, sinceMs, '+vote-for-leader')[0]?.split('+vote-for-leader ')[1] ?? '';

/** Holds back what a Sentinel says of itself, its greetings too as soon as it has begun a new epoch. */
async function holdBack({ group }: Stage, pods: readonly Pod[], sinceMs: number): Promise<void> {
  const begun = new Set<Pod>();
  for (const stop = performance.now() + 20_000; performance.now() < stop; await pause(5)) {
    for (const pod of pods)
      if (!begun.has(pod) && linesOf(pod, sinceMs, '+try-failover').length > 0) {
        begun.add(pod);
        await group.network.block(pod.name, idOf(pod));
      }
    if (pods.every((pod) => voteOf(pod, sinceMs) !== '')) return;
  }
  throw new Error('the Sentinels that were left did not vote');
}

/** Loses the master; whether the votes were split. */
async function provoke(stage: Stage): Promise<boolean> {
  const { group } = stage;
  const { master, replicas } = await group.roles();
  for (const pod of replicas) await group.network.block(pod.name, requestOf(idOf(pod)));
  const sinceMs = performance.now();
  await stage.fault(() => master.kill());
  await group.withdraw(master);
  await holdBack(stage, replicas, sinceMs);
  for (const { name } of replicas) await group.network.block(name, undefined);
  const epochs = new Set(replicas.map((pod) => voteOf(pod, sinceMs).split(' ')[1]));
  const forThemselves = replicas.every((pod) => voteOf(pod, sinceMs).startsWith(idOf(pod)));
  const split = forThemselves && epochs.size === 1;
  await stage.wait(split ? 28 : 5);
  await group.start(master);
  return split;
}

export const splitVote: Trial = {
  name: 'split-vote',
  fault: 'the pod of the master is lost, and the two Sentinels that are left each vote for themselves',
  async run(stage) {
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (await provoke(stage)) return stage.finish({ writableSeconds: 30 });
      await stage.group.allReady(60);
      await stage.wait(2);
    }
    throw new Error(`the votes were not split in ${attempts} attempts`);
  },
};
