// Nodes emptied for maintenance: each worker in turn, then two at once, which only the budget keeps apart.
import { getPath } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { awaitCalm } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, demandCalm, exactly, type Scenario } from '../scenario.ts';

const minAvailable = 4;
const drainArguments = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s'];

async function workers(): Promise<readonly string[]> {
  const { items } = await getPath('/api/v1/nodes?labelSelector=topology.kubernetes.io/zone');
  return items.map(({ metadata }) => metadata.name).sort();
}

const drain = (node: string): Promise<string> =>
  kubectl(['drain', node, ...drainArguments], { timeout: 200_000 });
const uncordon = (node: string): Promise<string> => kubectl(['uncordon', node]);

export const drainWorkers: Scenario = {
  name: 'drain',
  fault: '`kubectl drain` of each worker in turn, then of two at once',
  quick: false,
  repeats: 5,
  stores: false,
  shared: true,
  run: async (bench) => {
    const nodes = await workers();
    try {
      const result = await underLoad(bench, async () => {
        for (const node of nodes) {
          await drain(node);
          await awaitCalm();
          await uncordon(node);
        }
        const both = nodes.slice(0, 2);
        await Promise.all(both.map(drain));
        await awaitCalm();
        await Promise.all(both.map(uncordon));
      });
      demandCalm(result, 'fault', bench);
      return [
        exactly('nodes drained', nodes.length, 3),
        exactly('failed requests', result.failed, 0),
        atLeast('fewest pods ready', result.serving.fewest, minAvailable),
      ];
    } finally {
      await Promise.all(nodes.map(uncordon));
    }
  },
};
