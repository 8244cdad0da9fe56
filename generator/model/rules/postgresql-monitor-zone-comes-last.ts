// The loss of one zone must not take the primary and the monitor together: nobody would then fail over.
import { and, each, eq, ge, gt, ne, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isActive, nodeCount, nodes, postgresql } from './postgresql-values.ts';

const { monitor } = postgresql;

export const rule = codedRule('POSTGRESQL-MONITOR-PRIORITY', {
  about: [nodes, monitor.zone],
  check: (say) =>
    each(nodes, (node) =>
      each(nodes, (other) =>
        when(
          and(
            isActive,
            gt(nodeCount, 2),
            eq(node.zone, monitor.zone),
            ne(other.zone, monitor.zone),
            ge(node.candidatePriority, other.candidatePriority),
          ),
          say`global.postgresql.nodes gives ${node.name}, in the zone of the monitor, the candidatePriority ${node.candidatePriority}, no less than ${other.name} has (${other.candidatePriority}), so one lost zone can take the primary and the monitor together.`,
        ),
      ),
    ),
});
