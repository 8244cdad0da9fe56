// Two addresses of one node would be two Services of one name, and another node would have none.
import { isPresent, repeated, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { nodes } = postgresql.crossRegion;

const twice = repeated(nodes, 'node');

export const rule = codedRule('POSTGRESQL-CROSS-REGION-TWICE', {
  about: [nodes],
  check: (say) =>
    when(
      isPresent(twice),
      say`postgresql.crossRegion.nodes has ${twice} twice, so another node has no address for the other region.`,
    ),
});
