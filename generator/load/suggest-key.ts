// What a person perhaps meant by a name that does not exist. Must not know any setting's name.
import { distance } from 'fastest-levenshtein';
import type { $ZodType } from 'zod/v4/core';
import { placesOf } from './schema-walk.ts';

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const sorted = (text: string): string => [...text].sort().join('');

/** How far a word is from a name: a word in another spelling is 0 away, two letters swapped count as one step. */
function stepsBetween(word: string, name: string): number {
  if (letters(word) === letters(name)) return 0;
  const steps = distance(word, name);
  return steps === 2 && sorted(word) === sorted(name) ? 1 : steps;
}

/** The nearest of the candidates, when it is near enough to be a slip of the hand. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const slack = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: { name: string; steps: number } | undefined;
  for (const name of candidates) {
    const steps = stepsBetween(word, name);
    if (steps <= slack && (best === undefined || steps < best.steps)) best = { name, steps };
  }
  return best?.name;
}

/** How many steps a path shares with a setting from the top on, positions in lists left out. */
export function sharedSteps(path: readonly PropertyKey[], other: readonly string[]): number {
  const named = path.filter((step) => typeof step === 'string');
  const end = named.findIndex((step, index) => step !== other[index]);
  return end === -1 ? named.length : end;
}

/** Of settings by their full names, the one nearest to a path. */
export function nearestOf(
  path: readonly PropertyKey[],
  settings: readonly string[],
): readonly string[] | undefined {
  const all = settings.map((setting) => setting.split('.'));
  return all.toSorted((one, other) => sharedSteps(path, other) - sharedSteps(path, one))[0];
}

const endsWith = (path: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.every((step, index) => step === path[path.length - end.length + index]);

/** At most so many places are worth naming; more would only say that the word is a common one. */
const mostHomes = 4;

/** The maps in which a key of this name exists, those nearest to where it was written; empty when unhelpful. */
export function homesOf(
  root: $ZodType,
  path: readonly PropertyKey[],
  key: string,
): readonly (readonly string[])[] {
  const places = placesOf(root, key).map((place) => ({ place, shared: sharedSteps(path, place) }));
  const most = places.reduce((best, { shared }) => Math.max(best, shared), 0);
  const nearby = places.filter(({ shared }) => shared === most).map(({ place }) => place.slice(0, -1));
  // What stands once more below something else (an override) is told by its shortest place.
  const homes = nearby
    .filter((home) => !nearby.some((other) => other.length < home.length && endsWith(home, other)))
    .toSorted((one, other) => one.length - other.length);
  const shallow = homes.filter((home) => home.length === homes[0]?.length);
  return [homes, shallow].find(({ length }) => length <= mostHomes) ?? [];
}
