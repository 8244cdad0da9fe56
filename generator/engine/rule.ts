// A cross-field rule as data: one check gives a diagnostic, a `fail` in the chart, and a sentence in the
// reference. Knows no rule.
import { type Context, evaluate, evaluateList } from './evaluate.ts';
import { type Expr, type Node, nodeOf, type Omissible } from './expression.ts';
import { readPathOf, walk } from './walk.ts';

/** A message that is there only where values break a rule; in a loop, one for each item that does. */
export type Check = Omissible<Expr<string> | Check>;

export interface Rule<Code extends string = string> {
  readonly code: Code;
  /** One sentence that says what must hold. */
  readonly title: string;
  /** Errors stop rendering; warnings go to the notes. */
  readonly severity: 'error' | 'warning';
  /** The values that the rule is about, the most likely culprit first. */
  readonly about: readonly Expr<unknown>[];
  /** Gives the message when the rule is broken: when(…, t`…`), or each(…, (item) => when(…, t`…`)). */
  readonly check: Check;
  /** What would be right, from the values: `at most 5`. */
  readonly hint?: Expr<string>;
  /** What to type or do. */
  readonly cure: string;
}

/** The messages of a rule that the values break; empty when they keep it. */
export const brokenBy = (rule: Rule, context: Context): readonly string[] =>
  evaluateList([rule.check], context) as readonly string[];

/** What would be right, where a rule can say so. */
export const hintOf = (rule: Rule, context: Context): string | undefined =>
  rule.hint === undefined ? undefined : (evaluate(rule.hint, context) as string);

/** The paths that a rule is about, from the author's root. */
export const pathsAbout = (rule: Rule): readonly (readonly string[])[] =>
  rule.about.map((of) => readPathOf(nodeOf(of) as Node) ?? []);

const pathsKnown = new WeakMap<Rule, readonly (readonly string[])[]>();

/** Every path that a rule reads, from the author's root. */
export function pathsRead(rule: Rule): readonly (readonly string[])[] {
  const known = pathsKnown.get(rule);
  if (known !== undefined) return known;
  const paths: (readonly string[])[] = [];
  walk(rule.check, (node) => {
    const path = readPathOf(node);
    if (path !== undefined) paths.push(path);
  });
  // Rules never change, and each is asked again for every region.
  pathsKnown.set(rule, paths);
  return paths;
}
