// The fewest are no more than the most.
import { each, gt, when } from '../../engine/index.ts';
import { azure, facts } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

const { cluster, gateway } = azure;

export const rule = codedRule('AZURE-SCALE', {
  about: [
    gateway.minimum,
    gateway.maximum,
    cluster.system.minimum,
    cluster.system.maximum,
    cluster.nodes.minimumPerZone,
    cluster.nodes.maximumPerZone,
  ],
  check: (say) =>
    each(facts.scales, ({ minimumPath, minimum, maximumPath, maximum }) =>
      when(
        gt(minimum, maximum),
        say`${minimumPath} is ${minimum}, more than ${maximumPath} (${maximum}), so Azure refuses the deployment.`,
      ),
    ),
});
