// Two subnets, or two networks that are joined, share no address.
import { and, each, le, when } from '../../engine/index.ts';
import { azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { endpointsSubnet, gatewaySubnet, nodesSubnet, podRange, range, serviceRange } = azure.network;

export const rule = codedRule('AZURE-RANGES-OVERLAP', {
  about: [gatewaySubnet, nodesSubnet, endpointsSubnet, podRange, serviceRange, range],
  check: (say) =>
    each(facts.pairs, ({ one, other }) =>
      when(
        and(le(one.first, other.last), le(other.first, one.last)),
        say`${one.path} (${one.range}) overlaps ${other.path} (${other.range}), so one of them cannot be reached or made.`,
      ),
    ),
});
