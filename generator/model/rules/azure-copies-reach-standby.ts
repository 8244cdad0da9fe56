// Geo-redundant storage copies to the region that Azure pairs, whichever region waits.
import { and, isPresent, ne, not, when } from '../../engine/index.ts';
import { azure, facts, region } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { redundancy, replicateToStandby } = azure.storage;

export const rule = codedRule('AZURE-STORAGE-PAIR', {
  about: [redundancy, replicateToStandby],
  check: (say) =>
    when(
      and(
        isPresent(facts.standby),
        ne(facts.pair, facts.standby),
        ne(facts.standby, region.name),
        not(replicateToStandby),
      ),
      say`azure.storage.redundancy is ${redundancy}, whose copies outside ${region.name} go to ${facts.pair} at best and never to ${facts.standby}, so the region that waits has no files.`,
    ),
});
