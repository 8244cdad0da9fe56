// A node is copied beside its old data, while slots and a store that is away hold WAL.
import { add, and, gt, multiply, or, quantity, t, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { backup, replication, storage } = postgresql;

const data = multiply(quantity(storage.expectedData), 2);
const size = quantity(storage.size);

// The two hold the same WAL: each alone must fit.
const slotsDoNotFit = gt(add(data, quantity(replication.maxSlotWalKeepSize)), size);
const queueDoesNotFit = and(backup.enabled, gt(add(data, quantity(backup.queueSize)), size));

const wal = ternary<string>(
  slotsDoNotFit,
  t`postgresql.replication.maxSlotWalKeepSize ${replication.maxSlotWalKeepSize}`,
  t`postgresql.backup.queueSize ${backup.queueSize}`,
);

export const rule = codedRule('POSTGRESQL-VOLUME', {
  about: [storage.size, storage.expectedData, replication.maxSlotWalKeepSize, backup.queueSize],
  check: (say) =>
    when(
      or(slotsDoNotFit, queueDoesNotFit),
      say`postgresql.storage.size is ${storage.size}, less than twice postgresql.storage.expectedData (${storage.expectedData}) and the WAL that may be kept (${wal}), so the volume can fill and writes stop.`,
    ),
});
