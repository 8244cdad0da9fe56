// Makes a rule from its code and its check; title, severity and cure stand once, with the code.
// Must not know any rule.
import { type Code, codes } from '../../codes.ts';
import { type Check, type Expr, type Rule, t } from '../../engine/index.ts';

/** Text like t`…`, with the rule's code before it. */
export type Say = typeof t;

interface RuleBody {
  /** The values that the rule is about, the most likely culprit first. */
  readonly about: readonly Expr<unknown>[];
  /**
   * What is wrong, when it is: one sentence with the paths, the numbers and the consequence. Its fixed parts
   * are printed into a template: no double quotes, backslashes or braces.
   */
  readonly check: (say: Say) => Check;
  /** What would be right, as a fragment of a sentence. */
  readonly hint?: Expr<string>;
}

/** The rule of a code. */
export function codedRule(code: Code, { about, check, hint }: RuleBody): Rule<Code> {
  const say: Say = (strings, ...holes) => t`${code}: ${t(strings, ...holes)}`;
  const { title, severity, cure } = codes[code];
  return { code, title, severity, about, check: check(say), cure, ...(hint === undefined ? {} : { hint }) };
}
