// Who may log in: the lines of pg_hba.conf. Over the network everyone needs a password, over the socket nobody: there the
// system says who it is. The superuser has no password and so no way in over the network.
import { type Expr, each, type Line, lines, type Operand, t, ternary, when } from '../../engine/index.ts';
import { facts, hasTls, values as v } from './values.ts';

const host = ternary<string>(hasTls, 'hostssl', 'host');

const fromRanges = (database: Operand<string>, role: Operand<string>): Line =>
  each(v.clientRanges, (range) => t`${host} ${database} ${role} ${range} scram-sha-256`) as Line;

export const nodeAccess = lines(
  'local all postgres peer',
  'local all exporter peer map=exporter',
  'local all pgautofailover_replicator scram-sha-256',
  fromRanges('replication', 'pgautofailover_replicator'),
  // pg_rewind, and what the keeper asks of the other nodes.
  fromRanges('postgres', 'pgautofailover_replicator'),
  // Its password is no secret: it stands in the source of pg_auto_failover. It may ask whether the server answers.
  fromRanges('postgres', 'pgautofailover_monitor'),
  fromRanges('postgres', 'operations'),
  fromRanges(facts.database, facts.username),
  each(v.clientRoles, (role) => fromRole(role)) as Line,
  each(v.crossRegion.clients, (range) =>
    when<Expr<string>>(
      v.crossRegion.enabled,
      t`${host} replication pgautofailover_replicator ${range} scram-sha-256`,
    ),
  ) as unknown as Line,
);

function fromRole(role: Expr<string>): Expr<string> {
  return t`${host} ${facts.database} ${role} all scram-sha-256`;
}

export const monitorAccess = lines(
  // Before the line of the superuser: the monitor's own listener logs in over the socket with a password.
  'local pg_auto_failover autoctl_node scram-sha-256',
  'local all postgres peer',
  'local all exporter peer map=exporter',
  fromRanges('pg_auto_failover', 'autoctl_node'),
);

/** The exporter runs under the same user as the server. */
export const identity = lines('exporter postgres exporter');
