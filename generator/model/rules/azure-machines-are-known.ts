// A size of an unknown family is a misspelling, or one of which nobody here knows what it has room for.
import { each, not, when } from '../../engine/index.ts';
import { azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

export const rule = codedRule('AZURE-VM-SIZE', {
  about: [azure.cluster.nodes.size, azure.cluster.system.size],
  check: (say) =>
    each(facts.machines, ({ path, size, fits }) =>
      when(
        not(fits),
        say`${path} is ${size}, not of a known family with Premium disks, so it cannot be said what runs on it.`,
      ),
    ),
});
