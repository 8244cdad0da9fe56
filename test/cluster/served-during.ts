// Requests to the api that go through its pods' own addresses, while something happens. Must not know what.
import { onePodOfEachNode } from './release.ts';
import { startTraffic } from './traffic.ts';

/** With two tries more, each in another zone: the share that was served during the act, in percent. */
export async function servedDuring(act: () => Promise<void>): Promise<number> {
  const patience = { retries: 2, connectTimeoutMs: 1000, timeoutMs: 2000 };
  const traffic = await startTraffic({
    ...patience,
    address: await onePodOfEachNode(),
    port: 8080,
    ratePerSecond: 20,
  });
  traffic.mark('lost');
  await act();
  traffic.mark('back');
  const result = await traffic.stop();
  const sent = result.requestsBetween('lost', 'back');
  return (100 * (sent - result.failedBetween('lost', 'back'))) / sent;
}
