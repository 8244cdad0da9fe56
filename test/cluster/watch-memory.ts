// The memory of the cluster's nodes, with all that runs on them, looked at every two seconds through docker's own door.
// Must not know what is too much.
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { docker } from './programs.ts';

const everyMs = 2000;

interface Stats {
  readonly memory_stats: {
    readonly usage?: number;
    readonly stats?: { readonly total_inactive_file?: number; readonly inactive_file?: number };
  };
}

export interface MemoryWatch {
  /** The greatest sum of all nodes, in GiB; NaN when it was never read. */
  stop(): Promise<number>;
}

function askDocker<Body>(path: string): Promise<Body> {
  const socketPath = process.env.DOCKER_HOST?.replace(/^unix:\/\//, '') ?? '/var/run/docker.sock';
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body);
        else reject(new Error(`docker answered ${response.statusCode} to ${path}`));
      });
    });
    call.on('timeout', () => call.destroy(new Error(`docker did not answer ${path}`)));
    call.on('error', reject);
    call.end();
  });
}

/** As `docker stats` counts: without pages of files that nobody used lately, which the kernel gives back at once. */
async function bytesOf(container: string): Promise<number> {
  const { memory_stats } = await askDocker<Stats>(
    `/containers/${container}/stats?stream=false&one-shot=true`,
  );
  const { usage = Number.NaN, stats = {} } = memory_stats;
  return usage - (stats.total_inactive_file ?? stats.inactive_file ?? 0);
}

/** Starts looking at the nodes of that kind cluster. */
export async function watchMemory(cluster: string): Promise<MemoryWatch> {
  const label = `label=io.x-k8s.kind.cluster=${cluster}`;
  const nodes = (await docker(['ps', '--quiet', '--filter', label])).split('\n').filter(Boolean);
  const sums: number[] = [];
  const ending = new AbortController();
  const looking = (async () => {
    while (!ending.signal.aborted) {
      const bytes = await Promise.all(nodes.map(bytesOf)).catch(() => []);
      if (bytes.length > 0) sums.push(bytes.reduce((sum, one) => sum + one, 0));
      await pause(everyMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      ending.abort();
      await looking;
      return sums.length === 0 ? Number.NaN : Math.max(...sums) / 2 ** 30;
    },
  };
}
