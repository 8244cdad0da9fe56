// Part of the tools door: puts one pinned tool into the cache, built from source where Go is present,
// else downloaded. Must not know who asked, nor look anywhere but in the cache.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ToolName } from '../commands/tool-door.ts';
import type { ToolPin } from '../tool-versions.ts';
import { programName, programsOnPath, type Variables } from './find-program.ts';
import { withLock } from './lock.ts';
import { runProgram } from './run-program.ts';

const buildTimeoutMilliseconds = 20 * 60_000;
const downloadTimeoutMilliseconds = 5 * 60_000;

export interface Order {
  readonly name: ToolName;
  readonly pin: ToolPin;
  readonly cache: string;
  readonly variables: Variables;
  /** `linux-x64`: as Node names them. */
  readonly platform: string;
}

/** Where the cache keeps a tool. */
export function cachedTool({ cache, name, pin }: Pick<Order, 'cache' | 'name' | 'pin'>): string {
  return join(cache, 'tools', `${name}-${pin.version}`, programName(name));
}

/** Undefined on success, else one sentence that says why it did not work. */
type Attempt = (order: Order, workFolder: string) => Promise<string | undefined>;

const buildWithGo: Attempt = async ({ name, pin, variables }, workFolder) => {
  if (pin.goPackage === undefined) return 'it is not built from source';
  const go = programsOnPath('go', variables)[0];
  if (go === undefined) return 'Go is not on the PATH';
  const linker = ['-s', '-w'];
  if (pin.goVersionVariable) linker.push('-X', `${pin.goVersionVariable}=v${pin.version}`);
  const args = ['install', '-trimpath', `-ldflags=${linker.join(' ')}`, `${pin.goPackage}@v${pin.version}`];
  const run = await runProgram(go, args, {
    cwd: workFolder,
    timeout: buildTimeoutMilliseconds,
    // A tool for this machine, whatever the caller cross-compiles for.
    variables: { GOBIN: workFolder, GOOS: '', GOARCH: '', CGO_ENABLED: '0' },
  });
  if (run.status === 0 && existsSync(join(workFolder, programName(name)))) return undefined;
  return `go ${args[0]} ${args.at(-1)} failed: ${run.stderr.trim().split('\n').slice(-3).join(' | ')}`;
};

const download: Attempt = async ({ name, pin, platform }, workFolder) => {
  const build = pin.release?.builds[platform];
  if (pin.release === undefined || build === undefined)
    return `no download with a known SHA-256 is pinned for ${platform}`;
  const url = pin.release.url.replace('{version}', pin.version).replace('{platform}', build.platform);
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMilliseconds) });
    if (!answer.ok) return `${url} answered ${answer.status}`;
    const content = Buffer.from(await answer.arrayBuffer());
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (sha256 !== build.sha256)
      return `${url} has the SHA-256 ${sha256}, not ${build.sha256}: it was thrown away`;
    writeFileSync(join(workFolder, programName(name)), content, { mode: 0o755 });
    return undefined;
  } catch (error) {
    return `${url} could not be fetched: ${(error as Error).message}`;
  }
};

/** Leftovers of a build that was killed; nobody else builds while we hold the lock. */
function removeLeftovers(folder: string, prefix: string): void {
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(prefix)) rmSync(join(folder, entry), { recursive: true, force: true });
  }
}

/** Undefined once the tool stands in the cache, else one sentence that says why it does not. */
export async function installTool(order: Order): Promise<string | undefined> {
  const place = cachedTool(order);
  const folder = dirname(place);
  const tools = dirname(folder);
  const workPrefix = `.${order.name}-${order.pin.version}-`;
  return withLock(join(tools, `.${order.name}-${order.pin.version}.lock`), async () => {
    if (existsSync(place)) return undefined;
    removeLeftovers(tools, workPrefix);
    const workFolder = mkdtempSync(join(tools, workPrefix));
    try {
      const problems: string[] = [];
      for (const attempt of [buildWithGo, download]) {
        const problem = await attempt(order, workFolder);
        if (problem === undefined) {
          mkdirSync(folder, { recursive: true });
          renameSync(join(workFolder, programName(order.name)), place);
          return undefined;
        }
        problems.push(problem);
      }
      return problems.join('; ');
    } finally {
      rmSync(workFolder, { recursive: true, force: true });
    }
  });
}
