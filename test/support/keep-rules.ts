// What rules say of random values, and how to lead values that break them back until they keep them: what
// a broken rule reads goes back to its default. Must not know any rule.
import type { JsonMap, Judge, Release } from '../../generator/engine/index.ts';
import { isMap } from '../../generator/engine/json.ts';
import type { ChartSubject } from './chart-subjects.ts';

export type Judged = Pick<ChartSubject, 'values' | 'judgesOf' | 'reliedOn' | 'forRules' | 'ownPath'>;

interface BrokenRule {
  readonly rule: Judge;
  readonly messages: readonly string[];
}

/** The rules that these values break, with what each says. */
export function brokenRules(subject: Judged, input: JsonMap, release: Release): readonly BrokenRule[] {
  return brokenAmong(subject, subject.judgesOf(subject.values.parse(input) as JsonMap), input, release);
}

function brokenAmong(
  subject: Judged,
  judges: readonly Judge[],
  input: JsonMap,
  release: Release,
): readonly BrokenRule[] {
  const values = subject.forRules(subject.values.parse(input) as JsonMap);
  return judges
    .map((rule) => ({ rule, messages: rule.messages(values, release) }))
    .filter(({ messages }) => messages.length > 0);
}

/** The map without what stands at the path. */
function without(map: JsonMap, [key, ...rest]: readonly string[]): JsonMap {
  if (key === undefined || !Object.hasOwn(map, key)) return map;
  const { [key]: value, ...others } = map;
  return rest.length > 0 && rest[0] !== '*' && isMap(value)
    ? { ...others, [key]: without(value, rest) }
    : others;
}

/** At first what the rule is about goes, in the end everything that it reads. */
function relax(subject: Judged, input: JsonMap, { rule, all }: { rule: Judge; all: boolean }): JsonMap {
  const paths = all ? rule.reads : rule.about;
  return paths.reduce((values, path) => without(values, subject.ownPath(path)), input);
}

const mostRounds = 12;

/**
 * Values near to these that keep every rule, or all but one: the one of code `spared`, where it is broken.
 * @throws where the defaults themselves break a rule.
 */
export function keepRules(subject: Judged, input: JsonMap, release: Release, spared?: string): JsonMap {
  let kept = input;
  for (let round = 0; round < mostRounds; round++) {
    const judges = [...subject.judgesOf(subject.values.parse(kept) as JsonMap), ...subject.reliedOn];
    const broken = brokenAmong(subject, judges, kept, release).filter(({ rule }) => rule.code !== spared);
    if (broken.length === 0) return kept;
    for (const { rule } of broken) kept = relax(subject, kept, { rule, all: round > 0 });
  }
  throw new Error(`nothing keeps ${brokenRules(subject, kept, release).map(({ rule }) => rule.code)}`);
}
