// More memory than the limit ends the pod: a failover where there should have been an error of one query.
import { add, divide, gt, multiply, quantity, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { postgresql } from './postgresql-values.ts';

const { connections, memory, resources } = postgresql;
const { limits } = resources;

// In thousandths of a byte, as quantities are compared.
const mebibyte = 1024 * 1024 * 1000;
/** What a connection has besides work_mem, and what every other process of the server has. */
const needed = add(
  quantity(memory.sharedBuffers),
  quantity(memory.walBuffers),
  quantity(memory.dynamic),
  quantity(memory.maintenanceWorkMem),
  multiply(quantity(memory.autovacuumWorkMem), memory.autovacuumWorkers),
  multiply(quantity(memory.workMem), connections.maximum),
  multiply(connections.maximum, 2 * mebibyte),
);
const mebibytes = divide(needed, mebibyte);

export const rule = codedRule('POSTGRESQL-MEMORY', {
  about: [limits.memory, memory.sharedBuffers, memory.workMem, connections.maximum],
  check: (say) =>
    when(
      gt(needed, quantity(limits.memory)),
      say`postgresql.resources.limits.memory is ${limits.memory}, less than what postgresql.memory and ${connections.maximum} connections may take together (${mebibytes} MiB), so PostgreSQL can be killed under load.`,
    ),
});
