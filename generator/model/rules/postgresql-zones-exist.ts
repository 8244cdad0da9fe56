// A database node is bound to its zone; in a zone that the platform does not have, it never starts. It says
// nothing where the platform installs no database.
import { and, each, has, isPresent, joined, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { postgresql, zones } = values.global;

export const rule = codedRule('HA-POSTGRESQL-ZONES', {
  about: [postgresql.nodes, zones],
  check: (say) =>
    each(postgresql.nodes, (node) =>
      when(
        and(values.postgresql.enabled, isPresent(zones), not(has(node.zone, zones))),
        say`global.postgresql.nodes puts ${node.name} into the zone ${node.zone}, which is not among global.zones (${joined(zones, ', ')}), so its pod can never be scheduled.`,
      ),
    ),
});
