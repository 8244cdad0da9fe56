// Part of the tools door: what the disk and the PATH say. Must not install or run anything.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';

export type Variables = Readonly<Record<string, string | undefined>>;

const suffix = process.platform === 'win32' ? '.exe' : '';

/** `helm`, or `helm.exe` where programs are called so. */
export function programName(name: string): string {
  return name + suffix;
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Every program of that name, in the order of the PATH; relative entries are not trusted. */
export function programsOnPath(name: string, variables: Variables): string[] {
  const folders = (variables.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return [...new Set(folders)].map((folder) => join(folder, programName(name))).filter(isProgram);
}

/** Where tools and compiled code are kept: outside every working tree, absolute. */
export function cacheFolder(variables: Variables): string {
  const { CHARTWRIGHT_CACHE: own, XDG_CACHE_HOME: shared } = variables;
  if (own !== undefined && isAbsolute(own)) return own;
  if (shared !== undefined && isAbsolute(shared)) return join(shared, 'chartwright');
  return join(homedir(), '.cache', 'chartwright');
}

/** The first version in a text, as `[major, minor, patch]`; undefined when it has none. */
export function readVersion(text: string): readonly [number, number, number] | undefined {
  const match = /(?:^|[^\d.])v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** Whether one version can stand for another: the same major, and below 1.0 the same minor too. */
export function isCompatible(found: string, wanted: string): boolean {
  const [a, b] = [readVersion(found), readVersion(wanted)];
  if (a === undefined || b === undefined || a[0] !== b[0]) return false;
  return a[0] > 0 || a[1] === b[1];
}
