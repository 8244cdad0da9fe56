// With two nodes, a zone that is lost with a node and the monitor leaves one node that nobody allows to go on.
import { and, each, eq, lt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, isHighlyAvailable, nodeCount, nodes, postgresql } from './postgresql-values.ts';

const { monitor } = postgresql;

export const rule = codedRule('POSTGRESQL-MONITOR-ZONE', {
  about: [monitor.zone, nodes],
  check: (say) =>
    each(nodes, (node) =>
      when(
        and(isHighlyAvailable, isActive, lt(nodeCount, 3), eq(node.zone, monitor.zone)),
        say`postgresql.monitor.zone is ${monitor.zone}, the zone of the node ${node.name}, while there are ${nodeCount} nodes, so the loss of that zone stops all writes.`,
      ),
    ),
});
