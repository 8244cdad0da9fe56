// Two database nodes of one name would be one: its address twice, and one of the two never made.
import { isPresent, repeated, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { nodes } = values.global.postgresql;

const twice = repeated(nodes, 'name');

export const rule = codedRule('HA-POSTGRESQL-NAMES', {
  about: [nodes],
  check: (say) =>
    when(
      isPresent(twice),
      say`global.postgresql.nodes names ${twice} twice, so there is one node less than is listed.`,
    ),
});
