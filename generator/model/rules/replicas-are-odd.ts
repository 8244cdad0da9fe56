// Makes the rule that a group which decides by majority has an odd number of pods. Must not know which
// groups there are.
import type { Code } from '../../codes.ts';
import { and, type Expr, eq, type Rule, remainder, subtract, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isHighlyAvailable } from './values.ts';

interface Group {
  /** The path of its number of pods. */
  readonly path: string;
  readonly replicas: Expr<number>;
  /** Whether the group is there at all; it is, unless given. */
  readonly enabled?: Expr<boolean>;
}

/** A majority of an even number bears no more losses than one of the odd number below it. */
export function replicasAreOdd(code: Code, { path, replicas, enabled }: Group): Rule<Code> {
  const isThere = enabled === undefined ? [] : [enabled];
  return codedRule(code, {
    about: [replicas],
    check: (say) =>
      when(
        and(isHighlyAvailable, ...isThere, eq(remainder(replicas, 2), 0)),
        say`${path} is ${replicas}, an even number, so it survives no more lost pods than ${subtract(replicas, 1)} would.`,
      ),
  });
}
