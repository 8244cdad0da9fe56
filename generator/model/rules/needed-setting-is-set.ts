// Makes the rule that a part which is switched on has the setting that it cannot do without. Must not know
// which parts there are.
import type { Code } from '../../codes.ts';
import { and, type Expr, isPresent, not, type Rule, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';

interface Need<Key extends string> {
  /** The path of the part: `api.blob`. */
  readonly path: string;
  readonly part: { readonly enabled: Expr<boolean> } & { readonly [key in Key]: Expr<string> };
  /** The key of the setting in the part. */
  readonly key: Key;
  /** What happens without it, as the end of a sentence. */
  readonly consequence: string;
}

/** What the part needs has no default, since it is known only once something else exists. */
export function neededSettingIsSet<Key extends string>(code: Code, need: Need<Key>): Rule<Code> {
  const { path, part, key, consequence } = need;
  const setting: Expr<string> = part[key];
  return codedRule(code, {
    about: [setting, part.enabled],
    check: (say) =>
      when(
        and(part.enabled, not(isPresent(setting))),
        say`${path}.${key} is empty while ${path}.enabled is true, so ${consequence}.`,
      ),
  });
}
