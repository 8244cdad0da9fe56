// Reads what a person wrote: small regular files of UTF-8 text inside the values folder, nothing else.
// Part of the disk door; must not know what the text means.
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Refusal } from '../commands/refusal.ts';
import type { ReadText } from '../load/read-text.ts';

const largest = 1024 * 1024;
// Without following a link, and without waiting for the other end of a pipe.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
const missing = new Set(['ENOENT', 'ENOTDIR']);

/**
 * A ReadText for paths relative to `root`. A link is followed only to a place inside `values`; a file
 * over 1 MiB is not read at all. A byte order mark stays in the text.
 */
export function createReadText(root: string, values: string): ReadText {
  const folders = new Map<string, boolean>();
  let home: string | undefined;
  const inside = (real: string): boolean => {
    home ??= realpathSync.native(resolve(root, values));
    return real === home || real.startsWith(home + sep);
  };
  const folderInside = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const answer = inside(realpathSync.native(folder));
    folders.set(folder, answer);
    return answer;
  };
  return (path) => {
    if (path.includes('\0')) return { failure: 'missing' };
    const absolute = resolve(root, path);
    try {
      if (!folderInside(dirname(absolute))) return { failure: 'outside' };
      return readRegular(absolute) ?? readLinked(absolute, inside);
    } catch (error) {
      if (!missing.has(codeOf(error))) return { failure: 'unreadable' };
      return { failure: 'missing', ...namesBeside(absolute) };
    }
  };
}

/** The names in the folder of a file that is not there; nothing where there is no folder either. */
function namesBeside(path: string): { beside?: string[] } {
  try {
    return { beside: readdirSync(dirname(path)).sort() };
  } catch {
    return {};
  }
}

/** The file's text, or undefined for a symbolic link. */
function readRegular(path: string): ReturnType<ReadText> | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, flags);
  } catch (error) {
    // ENXIO: a socket.
    if (codeOf(error) === 'ENXIO') return { failure: 'not-a-file' };
    if (codeOf(error) === 'ELOOP') return undefined;
    throw error;
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { failure: 'not-a-file' };
    if (stat.size > largest) return { failure: 'too-large' };
    return readAll(descriptor, stat.size);
  } finally {
    closeSync(descriptor);
  }
}

function readAll(descriptor: number, size: number): ReturnType<ReadText> {
  // One byte more than it said: a file that is being written is not read in part.
  const bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length <= size; length += read) {
    read = readSync(descriptor, bytes, length, bytes.length - length, null);
  }
  if (length > size) return { failure: 'unreadable' };
  const content = bytes.subarray(0, length);
  return isUtf8(content) ? { text: content.toString('utf8') } : { failure: 'not-utf8' };
}

function readLinked(path: string, inside: (real: string) => boolean): ReturnType<ReadText> {
  const real = realpathSync.native(path);
  if (!inside(real)) return { failure: 'outside' };
  return readRegular(real) ?? { failure: 'unreadable' };
}

/** The environment files of a folder, sorted by code unit; throws FILE-MISSING when there is no such folder. */
export function listEnvironments(root: string, values: string): { files: string[]; misnamed: string[] } {
  const files: string[] = [];
  const misnamed: string[] = [];
  try {
    for (const entry of readdirSync(resolve(root, values), { withFileTypes: true })) {
      if (entry.isDirectory() || entry.name.startsWith('.')) continue;
      const path = join(values, entry.name).split(sep).join('/');
      if (entry.name.endsWith('.yaml')) files.push(path);
      else if (/\.(?:yml|ya?ml|json)$/i.test(entry.name)) misnamed.push(path);
    }
  } catch (error) {
    const code = missing.has(codeOf(error)) ? 'FILE-MISSING' : 'FILE-UNREADABLE';
    const why = code === 'FILE-MISSING' ? 'There is no folder' : 'It is not possible to list the folder';
    throw new Refusal(code, values, {
      message: `${why} ${basename(values) === '' ? values : `${values}/`}.`,
      cure: 'Go to the folder that holds values/, or name it with --values <folder>.',
    });
  }
  return { files: files.sort(), misnamed: misnamed.sort() };
}
