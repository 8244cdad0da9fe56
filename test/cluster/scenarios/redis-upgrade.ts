// Another version of the chart, with another redis.conf: every pod of both Redis is replaced by `helm upgrade`.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getPath } from '../kubernetes.ts';
import { releaseNamespace, upgradeRelease } from '../release.ts';
import { holds, type Scenario } from '../scenario.ts';
import { awaitStores } from '../stores/await-stores.ts';
import { askPod, masterOf, sessionsGroup } from '../stores/redis-group.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

const nextVersion = '99.0.0';
const setting = 'tcp-keepalive';
const value = '120';

/** The chart as a later version of itself. */
function laterChart(chart: string, folder: string): string {
  const copy = join(folder, 'aiagent');
  cpSync(chart, copy, { recursive: true });
  const file = join(copy, 'Chart.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/^version: .+$/m, `version: ${nextVersion}`));
  return copy;
}

/** As Helm keeps it: the release, packed, in a Secret. */
async function installedVersion(): Promise<string> {
  const path = `/api/v1/namespaces/${releaseNamespace}/secrets?labelSelector=owner%3Dhelm%2Cstatus%3Ddeployed`;
  const { items } = await getPath<{ items: { data: { release: string } }[] }>(path);
  const packed = Buffer.from(Buffer.from(items[0]?.data.release ?? '', 'base64').toString(), 'base64');
  return JSON.parse(gunzipSync(packed).toString('utf8')).chart.metadata.version;
}

export const redisUpgrade: Scenario = {
  name: 'redis-upgrade',
  fault: '`helm upgrade` to another version of the chart, with another redis.conf',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), 'chartwright-later-'));
    try {
      const chart = [laterChart(bench.chart[0] ?? '', folder)];
      let version = '';
      let live = '';
      const result = await underClients(bench, sessionsGroup, async () => {
        await upgradeRelease({ chart, settings: { 'redisSessions.connections.keepAliveSeconds': value } });
        await awaitStores();
        version = await installedVersion();
        live = await askPod((await masterOf(sessionsGroup)).metadata.name, 'CONFIG', 'GET', setting);
      });
      return [
        holds('version of the chart', version, nextVersion),
        holds(`${setting} of the master`, live.trim().split('\n').at(-1) ?? '', value),
        silenceFigure(result, 'longest time without a write at any handover', 3),
        ...keptFigures(result),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
