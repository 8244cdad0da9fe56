// A real registry on loopback, with the chart in it. Must not know what is installed from it.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { helm, tools } from './programs.ts';

export interface ChartRegistry {
  /** `oci://127.0.0.1:PORT/charts/aiagent` */
  readonly chart: string;
  readonly version: string;
  /** `sha256:…` of the chart's manifest. */
  readonly digest: string;
  readonly stop: () => Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const configuration = (folder: string, port: number): string =>
  JSON.stringify({
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'store') } },
    http: { addr: `127.0.0.1:${port}` },
  });

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/v2/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Starts the registry and pushes the chart. @throws where there is no registry program, or it does not answer */
export async function openRegistry(chartFolder: string): Promise<ChartRegistry> {
  const found = await tools.findTool('registry');
  if (!found.found) throw new Error(`registry: ${found.problem} ${found.cure}`);
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-registry-'));
  const port = await freePort();
  const file = join(folder, 'registry.yml');
  writeFileSync(file, configuration(folder, port));
  const child = spawn(found.path, ['serve', file], {
    stdio: 'ignore',
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    if (child.exitCode === null && child.kill('SIGTERM'))
      await Promise.race([ended, pause(5000, undefined, { ref: false })]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 100 || child.exitCode !== null) throw new Error('the registry does not answer');
      await pause(100);
    }
    mkdirSync(join(folder, 'package'));
    await helm(['package', chartFolder, '--destination', join(folder, 'package')]);
    const archive = readdirSync(join(folder, 'package'))[0] ?? '';
    const target = `oci://127.0.0.1:${port}/charts`;
    const said = await helm(['push', join(folder, 'package', archive), target, '--plain-http']);
    const [, name = '', version = ''] = /^(.+)-(\d+\.\d+\.\d+.*)\.tgz$/.exec(archive) ?? [];
    const digest = /sha256:[0-9a-f]{64}/.exec(said)?.[0] ?? (await digestOf(port, name, version));
    return { chart: `${target}/${name}`, version, digest, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function digestOf(port: number, name: string, version: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/v2/charts/${name}/manifests/${version}`, {
    method: 'HEAD',
    headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
  });
  const digest = answer.headers.get('docker-content-digest');
  if (!answer.ok || digest === null) throw new Error(`the registry has no digest of ${name} ${version}`);
  return digest;
}
