// Which environment files a verb is about: all, or those that a person named. Must not read them.
import { closest, distance } from 'fastest-levenshtein';
import { codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FileDoor } from './doors.ts';
import { Refusal } from './refusal.ts';

interface Selection {
  readonly files: readonly string[];
  /** Files that look like environments and are passed over. */
  readonly findings: readonly Diagnostic[];
}

const stemOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '');

/** The files of the names (`prod`, or `values/prod.yaml`); of all without names. Throws FILE-MISSING. */
export function selectEnvironments(door: FileDoor, names: readonly string[]): Selection {
  const { files, misnamed } = door.listEnvironments();
  if (names.length > 0) {
    return { files: [...new Set(names.map((name) => findFile(name, files)))], findings: [] };
  }
  if (files.length === 0) {
    throw new Refusal('FILE-MISSING', misnamed[0] ?? 'values', { message: 'There is no environment file.' });
  }
  return { files, findings: misnamed.map(passedOver) };
}

function findFile(name: string, files: readonly string[]): string {
  const file = files.find((candidate) => candidate === name || stemOf(candidate) === name);
  if (file !== undefined) return file;
  const stems = files.map(stemOf);
  const near = stems.length === 0 ? undefined : closest(name, stems);
  const hint = near !== undefined && distance(name, near) <= 2 ? `did you mean "${near}"?` : undefined;
  throw new Refusal('FILE-MISSING', name, {
    message: `There is no environment ${JSON.stringify(name)}.`,
    hint,
    cure: stems.length === 0 ? 'Create its file.' : `The environments are ${stems.slice(0, 20).join(', ')}.`,
  });
}

function passedOver(file: string): Diagnostic {
  const { severity, cure } = codes['FILE-NAME'];
  const message = `${file} is not read: it does not end in .yaml.`;
  return { code: 'FILE-NAME', severity, file, line: 0, column: 0, length: 0, path: '', message, cure };
}
