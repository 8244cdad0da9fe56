// Where a platform must survive the loss of a zone, its region must have three.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { facts, global, region } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

export const rule = codedRule('AZURE-REGION-ZONES', {
  about: [region.name, global.zones],
  check: (say) =>
    when(
      and(facts.isKnown, not(facts.hasZones), isPresent(global.zones)),
      say`region.name is ${region.name}, which has no availability zones, so no node can be placed in one.`,
    ),
});
