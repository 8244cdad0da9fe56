// A cross-field rule as data: one check gives a diagnostic, a `fail` in the chart, and a sentence in the
// reference. Knows no rule.
import { compileFunction, compileList, compileTree } from './compile-tree.ts';
import { type Context, evaluate, evaluateList, type Release } from './evaluate.ts';
import { type Expr, type Node, nodeOf, type Omissible } from './expression.ts';
import { type Lead, readPathOf, walk } from './walk.ts';

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

/** The paths that a rule is about, from the author's root. */
export const pathsAbout = (rule: Rule): readonly (readonly string[])[] =>
  rule.about.map((of) => readPathOf(nodeOf(of) as Node) ?? []);

/** Every path that a rule reads, from the author's root. */
export function pathsRead(rule: Rule): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  walk(rule.check, (node) => {
    const path = readPathOf(node);
    if (path !== undefined) paths.push(path);
  });
  return paths;
}

/** A rule ready to be asked, again and again. */
export interface Judge<Code extends string = string> {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly cure: string;
  /** The paths that the rule is about, in the values, the most likely culprit first. */
  readonly about: readonly (readonly string[])[];
  /** Every path that it reads. */
  readonly reads: readonly (readonly string[])[];
  /** What it says of values; nothing where they keep it. */
  readonly messages: (values: unknown, release: Release) => readonly string[];
  /** What would be right, where the rule can say so. */
  readonly hint?: (values: unknown, release: Release) => string;
}

const sameRoot: Lead = (path) => path;

function factsOf<Code extends string>(rule: Rule<Code>, lead: Lead) {
  const { code, severity, cure } = rule;
  return { code, severity, cure, about: pathsAbout(rule).map(lead), reads: pathsRead(rule).map(lead) };
}

/** A judge that walks the rule each time. @param lead where the author's root is not that of the values. */
export function judgeOf<Code extends string>(rule: Rule<Code>, lead: Lead = sameRoot): Judge<Code> {
  const { hint } = rule;
  const context = (values: unknown, release: Release): Context => ({ values, release, rebase: lead });
  return {
    ...factsOf(rule, lead),
    messages: (values, release) => brokenBy(rule, context(values, release)),
    ...(hint && { hint: (values, release) => evaluate(hint, context(values, release)) as string }),
  };
}

/** JavaScript source of a judge; what it calls is the runtime, `$`. */
export function compileJudge(rule: Rule, lead: Lead = sameRoot): string {
  const hint =
    rule.hint === undefined ? '' : `,hint:${compileFunction((f) => compileTree(rule.hint, f), lead)}`;
  const messages = compileFunction((f) => compileList([rule.check], f), lead);
  return `{...${JSON.stringify(factsOf(rule, lead))},messages:${messages}${hint}}`;
}
