// The fault of a key that is no setting, with the key that was perhaps meant or its rightful place.
// Must not know any setting's name.
import { formatPath } from '../diagnostic.ts';
import { isJsonMap } from './merge-layers.ts';
import { keysAt, schemaAt, valueAt } from './schema-walk.ts';
import { homesOf, nearest, nearestOf, sharedSteps } from './suggest-key.ts';
import { explainCommand, explainSetting, type Fault, type Judgement, nameOf } from './values-fault.ts';

function meantIn(judgement: Judgement, around: readonly PropertyKey[], key: string): string | undefined {
  const schema = schemaAt(judgement.root, around, judgement.data);
  const map = valueAt(judgement.data, around) ?? null;
  if (schema === undefined || !isJsonMap(map)) return undefined;
  const keys = keysAt(schema, map);
  const absent = keys.filter((name) => !Object.hasOwn(map, name));
  return nearest(key, absent) ?? nearest(key, keys);
}

/** Where a key belongs, and the words for it: its home in the schema, or what is so called elsewhere. */
function rightPlace(
  judgement: Judgement,
  path: readonly PropertyKey[],
): { names: readonly string[]; hint: string } | undefined {
  const key = String(path.at(-1));
  const homes = homesOf(judgement.root, path.slice(0, -1), key);
  const [first] = homes;
  const names = nearestOf(path, judgement.otherNames.get(key.toLowerCase()) ?? []);
  // What is known by another name right here is nearer than a key of that name elsewhere.
  if (names && (first === undefined || sharedSteps(path, names) > sharedSteps(path, first)))
    return { names, hint: `use ${formatPath(names)}` };
  if (first === undefined) return undefined;
  const places = homes.map((home) => (home.length === 0 ? 'the top of the file' : formatPath(home)));
  const under = homes.some((home) => home.length === 0) ? 'at' : 'under';
  return { names: [...first, key], hint: `that key belongs ${under} ${places.join(' or ')}` };
}

/** The fault of the key at the end of the path; `known` is the key that was meant, when that is certain. */
export function unknownKeyFault(judgement: Judgement, path: readonly PropertyKey[], known?: string): Fault {
  const around = path.slice(0, -1);
  const key = String(path.at(-1));
  const place = rightPlace(judgement, path);
  // A key that exists elsewhere was written in the wrong place, unless a neighbour is nearly the same.
  const near = known ?? meantIn(judgement, around, key);
  const isSlip = near !== undefined && (place === undefined || Math.abs(near.length - key.length) <= 1);
  const fault = {
    code: 'VALUE-UNKNOWN-KEY',
    path,
    at: 'key',
    message: `${nameOf(path)} is not a setting.`,
  } as const;
  if (isSlip) {
    const cure = explainCommand(judgement, [...around, near]);
    return { ...fault, hint: `did you mean "${near}"?`, cure, meant: near };
  }
  const cure = place === undefined ? explainCommand(judgement, around) : explainSetting(place.names);
  return { ...fault, hint: place?.hint, cure, belongs: place?.names };
}
