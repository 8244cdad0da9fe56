// Both Redis started from nothing, with their images on the nodes, and asked by the chart's own tests.
import { makeNamespace, type Pod, removeNamespace } from '../kubernetes.ts';
import { helm, runHelm } from '../programs.ts';
import { installRelease, releaseName } from '../release.ts';
import { atMost, exactly, holds, type Scenario } from '../scenario.ts';
import { cacheGroup, podsOf, sessionsGroup } from '../stores/redis-group.ts';

const namespace = 'aiagent-redis-start';
const tests = ['redis', 'redis-sessions'].flatMap((part) =>
  ['replication', 'quorum'].map((test) => `name=${releaseName}-${part}-test-${test}`),
);

/** From when the pod had its place to when it was ready, in seconds; the API tells whole ones. */
function startSeconds({ status }: Pod): number {
  const at = (condition: string): number =>
    Date.parse(status.conditions?.find(({ type }) => type === condition)?.lastTransitionTime ?? '');
  return (at('Ready') - at('PodScheduled')) / 1000;
}

export const redisStart: Scenario = {
  name: 'redis-start',
  fault: 'none: `helm install --wait`, and `helm test` of both Redis',
  quick: false,
  repeats: 3,
  stores: true,
  shared: false,
  run: async ({ chart }) => {
    await removeNamespace(namespace);
    try {
      await makeNamespace(namespace);
      await installRelease({ chart, namespace });
      const pods = [...(await podsOf(cacheGroup, namespace)), ...(await podsOf(sessionsGroup, namespace))];
      const filters = tests.flatMap((test) => ['--filter', test]);
      const test = await runHelm(['test', releaseName, '-n', namespace, '--timeout', '3m', ...filters]);
      const passed = test.stdout.split('Succeeded').length - 1;
      await helm(['uninstall', releaseName, '-n', namespace, '--wait', '--timeout', '3m']);
      return [
        exactly('pods of Redis', pods.length, 6),
        atMost(
          'a pod of Redis ready after its place was found',
          Math.max(...pods.map(startSeconds)),
          20,
          's',
        ),
        exactly('tests of Redis that passed', passed, tests.length),
        holds('helm test', test.status === 0 ? 'passed' : `status ${test.status}`, 'passed'),
      ];
    } finally {
      await removeNamespace(namespace);
    }
  },
};
