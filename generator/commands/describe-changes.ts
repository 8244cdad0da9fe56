// Differences between the disk and what would be generated, as findings. Must not look at the disk.
import { codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { TreeChanges } from './doors.ts';

/** After these many files the rest of a folder is only counted. */
const listed = 20;

/** A finding a file that differs, in the order of their paths; `verb` is what would put it right. */
export function describeChanges(folder: string, changes: TreeChanges, verb: string): Diagnostic[] {
  const rows = [
    ...changes.added.map((path) => [path, 'is missing'] as const),
    ...changes.changed.map((path) => [path, 'is not as it would be generated'] as const),
    ...changes.stale.map((path) => [path, 'is not generated any more'] as const),
  ];
  const differences = rows
    .slice(0, listed)
    .map(([path, what]) => difference(`${folder}/${path}`, `${folder}/${path} ${what}.`, verb));
  const rest = rows.length - listed;
  if (rest > 0) differences.push(difference(folder, `${rest} more files in ${folder} differ.`, verb));
  return differences;
}

function difference(file: string, message: string, verb: string): Diagnostic {
  const { severity } = codes['OUT-DIFFERS'];
  const place = { file, line: 0, column: 0, length: 0, path: '' };
  return { code: 'OUT-DIFFERS', severity, ...place, message, cure: `chartwright ${verb}` };
}
