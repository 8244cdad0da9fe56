// The one file of a region that changes with every edit: the digests of all others. Must not know what they hold.
import { hash } from 'node:crypto';

interface RegionIndex {
  readonly generator: string;
  readonly environment: string;
  readonly region: string;
}

// Long texts are mostly carried files, the same in every region: those that were summed need no second look.
const digests = new Map<string, string>();
const longText = 8000;
const mostTexts = 100;

function digestOf(text: string): string {
  const known = text.length < longText ? undefined : digests.get(text);
  if (known !== undefined) return known;
  const digest = `sha256:${hash('sha256', text)}`;
  if (text.length >= longText && digests.size < mostTexts) digests.set(text, digest);
  return digest;
}

/** The text of index.json: who made the region, and path → `sha256:…`, sorted by path. */
export function printIndex(about: RegionIndex, files: ReadonlyMap<string, string>): string {
  const sums = [...files.keys()].sort().map((path) => [path, digestOf(files.get(path)!)]);
  return `${JSON.stringify({ ...about, files: Object.fromEntries(sums) }, undefined, 2)}\n`;
}
