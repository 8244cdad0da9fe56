// Finds kube-apiserver and etcd: in the cluster kit, unpacked once into the cache, else on the PATH.
// Must not start them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, createReadStream, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { programsOnPath } from '../../generator/tools.ts';
import { buildOnce } from '../support/build-once.ts';

export interface Programs {
  readonly etcd: string;
  readonly apiServer: string;
}

export type Found =
  | { readonly programs: Programs; readonly problem?: undefined }
  | { readonly programs?: undefined; readonly problem: string };

// The kit's one program for all parts of Kubernetes goes by the name that it is called by.
const kept: Readonly<Record<string, string>> = { etcd: 'etcd', hyperkube: 'kube-apiserver' };

async function digestOf(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
}

/** Gives one sentence where xz is absent or fails. */
function decompress(from: string, to: string): Promise<string | undefined> {
  const file = openSync(to, 'w');
  return new Promise((resolve) => {
    const child = spawn('xz', ['--decompress', '--stdout', from], { stdio: ['ignore', file, 'ignore'] });
    const finish = (problem?: string) => {
      closeSync(file);
      resolve(problem);
    };
    child.once('error', () => finish('xz could not be started'));
    child.once('exit', (status) => finish(status === 0 ? undefined : `xz could not unpack ${from}`));
  });
}

async function unpack(bin: string, folder: string): Promise<string | undefined> {
  const digests = readFileSync(join(bin, 'SHA256SUMS.unpacked'), 'utf8');
  for (const [name, called] of Object.entries(kept)) {
    const program = join(folder, called);
    const problem = await decompress(join(bin, `${name}.xz`), program);
    if (problem !== undefined) return problem;
    if (!digests.includes(`${await digestOf(program)}  ${name}\n`)) return `${name} of the kit is damaged`;
    chmodSync(program, 0o755);
  }
  return undefined;
}

async function fromKit(kit: string): Promise<Found> {
  const bin = join(kit, 'bin');
  const sums = join(bin, 'SHA256SUMS.unpacked');
  if (!existsSync(sums)) return { problem: 'CHARTWRIGHT_CLUSTER_KIT names a folder without bin/' };
  const { folder, problem } = await buildOnce({
    name: 'api-server',
    sources: [sums],
    build: (target) => unpack(bin, target),
  });
  if (folder === undefined) return { problem };
  return { programs: { etcd: join(folder, 'etcd'), apiServer: join(folder, 'kube-apiserver') } };
}

/** The two programs; the first call on a machine unpacks some 180 MB. */
export async function findPrograms(variables: NodeJS.ProcessEnv): Promise<Found> {
  const kit = variables.CHARTWRIGHT_CLUSTER_KIT;
  if (kit) return fromKit(kit);
  const [etcd] = programsOnPath('etcd', variables);
  const [apiServer] = programsOnPath('kube-apiserver', variables);
  if (etcd !== undefined && apiServer !== undefined) return { programs: { etcd, apiServer } };
  return {
    problem: 'CHARTWRIGHT_CLUSTER_KIT names no cluster kit, and etcd and kube-apiserver are not on the PATH',
  };
}
