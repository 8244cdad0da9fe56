// Random values that break rules, led back until they keep them: what a broken rule reads goes back to its
// default. Must not know any rule.
import { brokenBy, pathsAbout, pathsRead, type Release, type Rule } from '../../generator/engine/index.ts';
import { isMap, type JsonMap } from '../../generator/engine/json.ts';
import type { ChartSubject } from './chart-subjects.ts';

type Judged = Pick<ChartSubject, 'values' | 'rulesOf' | 'forRules' | 'ownPath'>;

/** The rules that these values break. */
export function brokenRules(subject: Judged, input: JsonMap, release: Release): readonly Rule[] {
  const own = subject.values.parse(input) as JsonMap;
  const values = subject.forRules(own);
  return subject.rulesOf(own).filter((rule) => brokenBy(rule, { values, release }).length > 0);
}

/** The map without what stands at the path. */
function without(map: JsonMap, [key, ...rest]: readonly string[]): JsonMap {
  if (key === undefined || !Object.hasOwn(map, key)) return map;
  const { [key]: value, ...others } = map;
  return rest.length > 0 && rest[0] !== '*' && isMap(value) ? { ...others, [key]: without(value, rest) } : others;
}

/** The values with everything that the rule is about, or in the end everything that it reads, left to its default. */
function relax(subject: Judged, input: JsonMap, { rule, all }: { rule: Rule; all: boolean }): JsonMap {
  const paths = all ? pathsRead(rule) : pathsAbout(rule);
  return paths.reduce((values, path) => without(values, subject.ownPath(path)), input);
}

/** Values near to these that keep every rule. @throws where the defaults themselves break one. */
export function keepRules(subject: Judged, input: JsonMap, release: Release): JsonMap {
  let kept = input;
  for (let round = 0; round < 12; round++) {
    const broken = brokenRules(subject, kept, release);
    if (broken.length === 0) return kept;
    for (const rule of broken) kept = relax(subject, kept, { rule, all: round > 0 });
  }
  throw new Error(`nothing keeps ${brokenRules(subject, kept, release).map(({ code }) => code)}`);
}
