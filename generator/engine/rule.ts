// A cross-field rule as data: one check gives a diagnostic, a `fail` in the chart, and a sentence in the
// reference. Knows no rule.
import { compileFunction, compileList, compileTree } from './compile-tree.ts';
import { type Context, evaluate, evaluateList, type Release } from './evaluate.ts';
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
  /** The paths that the rule is about, from the author's root, the most likely culprit first. */
  readonly about: readonly (readonly string[])[];
  /** Every path that it reads. */
  readonly reads: readonly (readonly string[])[];
  /** What it says of values; nothing where they keep it. */
  readonly messages: (values: unknown, release: Release) => readonly string[];
  /** What would be right, where the rule can say so. */
  readonly hint?: (values: unknown, release: Release) => string;
}

/** A judge that walks the rule each time. */
export function judgeOf<Code extends string>(rule: Rule<Code>): Judge<Code> {
  const { code, severity, cure, hint } = rule;
  return {
    code,
    severity,
    cure,
    about: pathsAbout(rule),
    reads: pathsRead(rule),
    messages: (values, release) => brokenBy(rule, { values, release }),
    ...(hint && { hint: (values, release) => evaluate(hint, { values, release }) as string }),
  };
}

/** JavaScript source of a judge; what it calls is the runtime, `$`. */
export function compileJudge(rule: Rule): string {
  const { code, severity, cure } = rule;
  const facts = JSON.stringify({ code, severity, cure, about: pathsAbout(rule), reads: pathsRead(rule) });
  const hint = rule.hint === undefined ? '' : `,hint:${compileFunction((f) => compileTree(rule.hint, f))}`;
  return `{...${facts},messages:${compileFunction((f) => compileList([rule.check], f))}${hint}}`;
}
