// Starts the built program as a person would, and reads what it wrote. Must not know what is in it.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface RunSetting {
  /** The repository when absent. */
  readonly cwd?: string;
  /** Added to PATH and HOME, which alone are passed on. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The Node that runs it; the one that runs the tests when absent. */
  readonly node?: string;
  /** Octal permissions that new files do not get. */
  readonly umask?: string;
  /** What Node runs; our program when absent. */
  readonly program?: readonly string[];
}

/** Builds the program where it was never built; `npm test` builds it anew each time. */
export function requireBuild(): void {
  if (existsSync(join(repository, 'build/chartwright.cjs'))) return;
  spawnSync(process.execPath, [join(repository, 'scripts/build.mjs')], { stdio: 'inherit' });
}

/** Runs `chartwright <args>`; never throws for what it answers. */
export function runChartwright(args: readonly string[], setting: RunSetting = {}): SpawnSyncReturns<string> {
  requireBuild();
  const { cwd = repository, variables = {}, node = process.execPath, umask = '022' } = setting;
  const { program = [join(repository, 'bin/chartwright.cjs')] } = setting;
  return spawnSync('sh', ['-c', `umask ${umask}; exec "$0" "$@"`, node, ...program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables },
  });
}

/** Path below a folder, with forward slashes → text, in the order of the paths. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(
    paths.map((path) => [
      path.slice(join(folder, '/').length).split(sep).join('/'),
      readFileSync(path, 'utf8'),
    ]),
  );
}
