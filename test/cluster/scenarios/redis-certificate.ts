// The certificate of the sessions' Redis renewed by another authority, in the three steps of docs/guides/secrets.md: both
// are trusted, the servers change theirs by themselves, the old one is trusted no more.
import { waitUntil } from '../kubernetes.ts';
import { kubectl } from '../programs.ts';
import { anotherSecretsRevision, leaveSet, releaseNamespace, upgradeRelease } from '../release.ts';
import { type Bench, exactly, holds, type Scenario } from '../scenario.ts';
import { awaitStores } from '../stores/await-stores.ts';
import type { ClientsResult } from '../stores/clients.ts';
import { podsOf, sessionsGroup } from '../stores/redis-group.ts';
import { newKeyPair, readKeyPair, writeKeyPair } from '../stores/secrets.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

/** kubelet mounts what has changed within a minute and a half; then each Sentinel starts anew in its turn. */
const noticedSeconds = 240;

async function deploy({ chart }: Bench): Promise<void> {
  leaveSet(anotherSecretsRevision());
  await upgradeRelease({ chart });
  await awaitStores();
}

/** Whether a server of the pod shows a certificate that this authority signed; asked in the pod itself. */
async function isSignedBy(
  pod: string,
  port: 'REDIS_PORT' | 'SENTINEL_PORT',
  authority: string,
): Promise<boolean> {
  // Without a password the answer is NOAUTH, and that is one: the encryption was agreed on.
  const script = `file=$(mktemp -p /run/redis); cat >"$file"
    timeout 5 redis-cli --tls --cacert "$file" -p "$${port}" PING 2>&1; rm -f "$file"`;
  const exec = ['exec', '-i', '-n', releaseNamespace, pod, '-c', 'redis', '--', 'sh', '-c', script];
  const said = await kubectl(exec, { input: authority, timeout: 20_000 }).catch(() => '');
  return /NOAUTH|PONG/.test(said);
}

async function areAllSignedBy(authority: string): Promise<boolean> {
  const pods = await podsOf(sessionsGroup);
  const asked = pods.flatMap(({ metadata }) =>
    (['REDIS_PORT', 'SENTINEL_PORT'] as const).map((port) => isSignedBy(metadata.name, port, authority)),
  );
  return asked.length > 0 && (await Promise.all(asked)).every(Boolean);
}

/** How often the containers of Redis, which are not to be started again, were. */
async function redisRestarts(): Promise<number> {
  const pods = await podsOf(sessionsGroup);
  return pods
    .flatMap(({ status }) => status.containerStatuses ?? [])
    .filter(({ name }) => name === 'redis')
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** From the new certificate in the Secret until every server shows it. */
function refusedMeanwhile({ ledger, marks }: ClientsResult): number {
  const [fromMs = 0, toMs = 0] = [marks.get('fault'), marks.get('renewed')];
  return ledger.entries.filter(
    ({ sentMs, refusal }) => refusal !== undefined && sentMs >= fromMs && sentMs < toMs,
  ).length;
}

export const redisCertificate: Scenario = {
  name: 'redis-certificate',
  fault:
    'the certificate renewed by another authority: both trusted, renewed under way, the old one no longer trusted',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const old = await readKeyPair(releaseNamespace);
    const fresh = await newKeyPair(releaseNamespace);
    const both = old.authority + fresh.authority;
    // Before the clients start: they read what they trust once.
    await writeKeyPair(releaseNamespace, old, both);
    await deploy(bench);
    const before = await redisRestarts();
    let isServed = false;
    let restarts = 0;
    const result = await underClients(bench, sessionsGroup, async (clients) => {
      await writeKeyPair(releaseNamespace, fresh, both);
      const served = (): Promise<boolean> => areAllSignedBy(fresh.authority);
      isServed = await waitUntil('every server shows the new certificate', served, noticedSeconds).then(
        () => true,
        () => false,
      );
      await awaitStores();
      restarts = (await redisRestarts()) - before;
      clients.mark('renewed');
      await writeKeyPair(releaseNamespace, fresh, fresh.authority);
      await deploy(bench);
    });
    return [
      holds(
        'the new certificate, without a deployment',
        isServed ? 'served by all' : 'not served',
        'served by all',
      ),
      exactly('containers of Redis that started anew for it', restarts, 0),
      exactly('writes refused while the servers changed it', refusedMeanwhile(result), 0),
      silenceFigure(result, 'longest time without a write at any handover', 3),
      ...keptFigures(result),
    ];
  },
};
