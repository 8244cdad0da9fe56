// A commit of the active region must not wait for the other one, and no monitor may promote a node there.
import { and, each, gt, or, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { isStandby, nodes, postgresql } from './postgresql-values.ts';

/** Only where the chart is installed at all. */
const { enabled } = postgresql;

export const rule = codedRule('POSTGRESQL-STANDBY-QUORUM', {
  about: [nodes],
  check: (say) =>
    each(nodes, (node) =>
      when(
        and(enabled, isStandby, or(node.replicationQuorum, gt(node.candidatePriority, 0))),
        say`global.postgresql.nodes gives ${node.name} a candidatePriority of ${node.candidatePriority} and says ${node.replicationQuorum} for replicationQuorum in a region that waits, so it would promise what only a node of the active region can.`,
      ),
    ),
});
