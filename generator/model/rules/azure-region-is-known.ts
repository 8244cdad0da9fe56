// A region that Azure does not have is a misspelling, which Bicep lets through.
import { not, when } from '../../engine/index.ts';
import { facts, region } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

export const rule = codedRule('AZURE-REGION-UNKNOWN', {
  about: [region.name],
  check: (say) =>
    when(
      not(facts.isKnown),
      say`region.name is ${region.name}, which is no region of Azure, so nothing can be deployed.`,
    ),
});
