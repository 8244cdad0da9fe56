// The fault of a key that is no setting, with the key that was perhaps meant or its rightful place.
// Must not know any setting's name.
import { formatPath } from '../diagnostic.ts';
import { isJsonMap } from './merge-layers.ts';
import { keysAt, schemaAt, valueAt } from './schema-walk.ts';
import { homesOf, nearest } from './suggest-key.ts';
import { explainCommand, type Fault, type Judgement, nameOf } from './values-fault.ts';

function meantIn(judgement: Judgement, around: readonly PropertyKey[], key: string): string | undefined {
  const schema = schemaAt(judgement.root, around, judgement.data);
  const map = valueAt(judgement.data, around) ?? null;
  if (schema === undefined || !isJsonMap(map)) return undefined;
  const keys = keysAt(schema, map);
  const absent = keys.filter((name) => !Object.hasOwn(map, name));
  return nearest(key, absent) ?? nearest(key, keys);
}

/** The fault of the key at the end of the path; `known` is the key that was meant, when that is certain. */
export function unknownKeyFault(judgement: Judgement, path: readonly PropertyKey[], known?: string): Fault {
  const around = path.slice(0, -1);
  const key = String(path.at(-1));
  const homes = homesOf(judgement.root, around, key);
  // A key that exists elsewhere was written in the wrong place, unless a neighbour is nearly the same.
  const near = known ?? meantIn(judgement, around, key);
  const isSlip = near !== undefined && (homes.length === 0 || Math.abs(near.length - key.length) <= 1);
  const meant = isSlip ? near : undefined;
  const places = homes.map((home) => (home.length === 0 ? 'the top of the file' : formatPath(home)));
  const under = homes.some((home) => home.length === 0) ? 'at' : 'under';
  const home = places.length === 0 ? undefined : `that key belongs ${under} ${places.join(' or ')}`;
  return {
    code: 'VALUE-UNKNOWN-KEY',
    path,
    at: 'key',
    message: `${nameOf(path)} is not a setting.`,
    hint: meant === undefined ? home : `did you mean "${meant}"?`,
    cure: explainCommand(meant === undefined ? (homes[0] ? [...homes[0], key] : around) : [...around, meant]),
    meant,
  };
}
