// A primary that sees nobody stops itself; only after that may the monitor make another.
import { add, gt, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { failover, replication } = postgresql;

// The keeper looks every second, and the end of the server takes a moment.
const stops = add(failover.partitionSeconds, replication.senderTimeoutSeconds, 3);
const replaced = add(failover.unhealthySeconds, failover.demoteSeconds);

export const rule = codedRule('POSTGRESQL-TIMERS', {
  about: [
    failover.partitionSeconds,
    replication.senderTimeoutSeconds,
    failover.unhealthySeconds,
    failover.demoteSeconds,
  ],
  check: (say) =>
    when(
      gt(stops, replaced),
      say`postgresql.failover.partitionSeconds (${failover.partitionSeconds}), postgresql.replication.senderTimeoutSeconds (${replication.senderTimeoutSeconds}) and 3 are ${stops} seconds, more than postgresql.failover.unhealthySeconds (${failover.unhealthySeconds}) and demoteSeconds (${failover.demoteSeconds}) together, so two nodes may take writes at once.`,
    ),
});
