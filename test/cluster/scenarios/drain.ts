// Nodes emptied for maintenance: each worker in turn, then two at once, which only the budget keeps apart.
import { getPath } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { awaitCalm, serverSelector } from '../release.ts';
import { underLoad } from '../run-under-load.ts';
import { atLeast, demandCalm, exactly, type Scenario } from '../scenario.ts';
import { awaitStores } from '../stores/await-stores.ts';

const minAvailable = 4;
const drainArguments = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s'];

async function workers(): Promise<readonly string[]> {
  const { items } = await getPath('/api/v1/nodes?labelSelector=topology.kubernetes.io/zone');
  return items.map(({ metadata }) => metadata.name).sort();
}

const drain = (node: string, ...further: readonly string[]): Promise<string> =>
  kubectl(['drain', node, ...drainArguments, ...further], { timeout: 200_000 });
/**
 * The pods of the api only: a pod of Redis is tied to its zone by its disk, and waits for it. Two nodes without a
 * replacement would each wait for the other's Redis, and that is what the budget of Redis is for.
 */
const drainOfApi = (node: string): Promise<string> => drain(node, `--pod-selector=${serverSelector}`);
const uncordon = (node: string): Promise<string> => kubectl(['uncordon', node]);

export const drainWorkers: Scenario = {
  name: 'drain',
  fault: '`kubectl drain` of each worker in turn, then of two at once',
  quick: false,
  repeats: 5,
  shared: true,
  run: async (bench) => {
    const nodes = await workers();
    try {
      const result = await underLoad(bench, async () => {
        for (const node of nodes) {
          await drain(node);
          await awaitCalm();
          await uncordon(node);
          await awaitStores();
        }
        const both = nodes.slice(0, 2);
        await Promise.all(both.map(drainOfApi));
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
