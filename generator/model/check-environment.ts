// What the rules say of an environment: each broken rule at the line of the value that it is about, once,
// however many regions break it. Must not know files' formats, kinds or charts.

import type { Environment } from '../../schemas/environment.ts';
import type { Code } from '../codes.ts';
import { type Diagnostic, formatPath } from '../diagnostic.ts';
import type { Judge, Release } from '../engine/index.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import { concealTokens } from '../secrets.ts';
import { checkRegions, type RegionValues } from './check-regions.ts';
import { doubtAbout, type IsDoubtful, noDoubt } from './doubt.ts';
import { firstPlace, inWordsOfFile, type Place, placesOf } from './places.ts';
import { appliesTo } from './scope.ts';

interface Spot {
  readonly said: string;
  /** Of the region. */
  readonly index: number;
}

/** The most exact place known of the values that a rule is about: of the setting that it names first, if any. */
function placeOf({ about, code }: Judge, { said, index }: Spot, loaded: LoadedFile): Place {
  const named = about.filter((path) => said.startsWith(`${code}: ${formatPath(path)} `));
  const paths = [...named, ...about].flatMap((path) => placesOf(path, index));
  return firstPlace(about.length === 0 ? [['release']] : paths, loaded);
}

/** Whether a place is that of the likeliest culprit: the hint speaks of no other value. */
const isOfCulprit = ({ path }: Place, { about: [culprit] }: Judge, index: number): boolean =>
  culprit !== undefined && placesOf(culprit, index).some((one) => formatPath(one) === path);

/** Whether a rule would judge, in a region, something that nobody wrote. */
function restsOnGuess({ about, reads }: Judge, index: number, isDoubtful: IsDoubtful): boolean {
  if (isDoubtful === noDoubt) return false;
  if (about.length === 0 && isDoubtful(['release'])) return true;
  const paths = [...about, ...reads].filter((path) => path.length > 0);
  return paths.some((path) => placesOf(path, index).some(isDoubtful));
}

interface Judged {
  readonly isDoubtful: IsDoubtful;
  readonly loaded: LoadedFile;
  readonly release: Release;
  readonly regions: readonly RegionValues[];
}

const withoutCode = (said: string, { code }: Judge): string =>
  said.startsWith(`${code}: `) ? said.slice(code.length + 2) : said;

/** What one rule says; with the names of the regions, where it says it of some only. */
function findingsOf(rule: Judge<Code>, { loaded, release, regions, isDoubtful }: Judged): Diagnostic[] {
  const found = new Map<string, { readonly finding: Diagnostic; readonly breaking: Set<number> }>();
  for (const [index, { values: ofCharts, azure }] of regions.entries()) {
    const values = azure === undefined ? ofCharts : { ...ofCharts, ...azure };
    if (!appliesTo(rule, values) || restsOnGuess(rule, index, isDoubtful)) continue;
    for (const said of rule.messages(values, release)) {
      const place = placeOf(rule, { said, index }, loaded);
      const hint = isOfCulprit(place, rule, index) ? rule.hint?.(values, release) : undefined;
      const finding: Diagnostic = {
        code: rule.code,
        severity: rule.severity,
        ...place,
        message: concealTokens(inWordsOfFile(withoutCode(said, rule))),
        ...(hint === undefined ? {} : { hint }),
        cure: rule.cure,
      };
      const key = `${place.path} ${said}`;
      const entry = found.get(key) ?? { finding, breaking: new Set() };
      entry.breaking.add(index);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ finding, breaking }) => {
    if (breaking.size === regions.length) return finding;
    const names = [...breaking].map((index) => regions[index]?.name).join(' and ');
    return { ...finding, message: `in ${names}: ${finding.message}` };
  });
}

interface Judgeable {
  /** The checked values, or a good guess at them. */
  readonly environment: Environment;
  /** The values of each region, in the order of the environment's. */
  readonly regions: readonly RegionValues[];
  /** The paths at which the guess is not what was written. */
  readonly doubtful?: readonly (readonly PropertyKey[])[];
}

/** What the rules say of an environment; nothing of values that were only guessed. */
export function checkEnvironment(
  { environment, regions, doubtful = [] }: Judgeable,
  loaded: LoadedFile,
  rules: readonly Judge<Code>[],
): Diagnostic[] {
  const judged: Judged = {
    isDoubtful: doubtAbout(doubtful),
    loaded,
    release: { name: environment.release, namespace: environment.namespace },
    regions,
  };
  return [...rules.flatMap((rule) => findingsOf(rule, judged)), ...checkRegions(environment, judged)];
}
