// The one file of a region that changes with every edit: the digests of all others. Must not know what they hold.
import { hash } from 'node:crypto';

interface RegionIndex {
  readonly generator: string;
  readonly environment: string;
  readonly region: string;
}

/** The text of index.json: who made the region, and path → `sha256:…`, sorted by path. */
export function printIndex(about: RegionIndex, files: ReadonlyMap<string, string>): string {
  const digests = [...files.keys()]
    .sort()
    .map((path) => [path, `sha256:${hash('sha256', files.get(path)!)}`]);
  return `${JSON.stringify({ ...about, files: Object.fromEntries(digests) }, undefined, 2)}\n`;
}
