// What stands in postgresql.conf: memory, connections, replication, planning, logs, and what a person adds.
import { z } from 'zod';
import { ByteQuantity, memoryQuantity } from '../scalars.ts';
import { forbiddenLine, settingFault, settingLine } from './settings.ts';

type Range = readonly [least: number, most: number];

const counted =
  (unit: string) =>
  (value: number, [least, most]: Range, description: string) =>
    z.int().min(least).max(most).default(value).meta({ description, unit });

const seconds = counted('seconds');

const amount = (value: string, description: string) => ByteQuantity.default(value).meta({ description });

const memory = (value: string, description: string) => memoryQuantity().default(value).meta({ description });

/** At least several files of WAL. */
const walSize = (value: string, description: string) =>
  memoryQuantity(3).default(value).meta({ description });

const decimal = (value: string, description: string) =>
  z
    .string()
    .regex(/^[0-9]{1,3}(\.[0-9]{1,3})?$/)
    .default(value)
    .meta({ description, cure: 'Write a decimal number in quotes, such as "1.1".' });

export const Connections = z.strictObject({
  maximum: counted('connections')(
    200,
    [20, 5000],
    'max_connections: how many connections there may be. A lower figure reaches a standby only after the primary.',
  ),
  reserved: counted('connections')(5, [3, 15], 'How many of them are kept for administrators.'),
  keepAliveIdleSeconds: seconds(
    5,
    [1, 7200],
    'After how long a silence the server asks whether a client is there.',
  ),
  keepAliveIntervalSeconds: seconds(2, [1, 600], 'How long it waits for that answer.'),
  keepAliveCount: counted('questions')(3, [1, 20], 'How often it asks before it gives the connection up.'),
  userTimeoutMilliseconds: counted('milliseconds')(
    15_000,
    [0, 600_000],
    'How long sent data may stay without an answer before the connection is given up; 0 as the system has it.',
  ),
});

export const Memory = z.strictObject({
  sharedBuffers: memory('4Gi', 'shared_buffers: what all connections share of the data.'),
  effectiveCacheSize: memory(
    '12Gi',
    'effective_cache_size: a hint for the planner, how much of the data is in some memory; nothing is taken.',
  ),
  maintenanceWorkMem: memory('1Gi', 'maintenance_work_mem: for one index build or one VACUUM by hand.'),
  autovacuumWorkMem: memory('256Mi', 'autovacuum_work_mem: for each of the autovacuum workers.'),
  autovacuumWorkers: counted('workers')(
    3,
    [1, 20],
    'autovacuum_max_workers: how many tables are cleaned at once.',
  ),
  workMem: memory('4Mi', 'work_mem: for one sort or hash of one query.'),
  walBuffers: z
    .string()
    .regex(/^[1-9][0-9]{0,2}Mi$/)
    .default('16Mi')
    .meta({
      description: 'wal_buffers: WAL that is not written yet.',
      unit: 'bytes',
      cure: 'Write a whole number with Mi, such as "16Mi".',
    }),
  dynamic: memory(
    '512Mi',
    'The size of /dev/shm, which parallel queries use; it counts as memory of the pod.',
  ),
});

export const Replication = z.strictObject({
  synchronousCommit: z.enum(['on', 'remote_apply', 'remote_write']).default('on').meta({
    description:
      'What a commit waits for: `on` until a standby has it on disk, `remote_apply` until it can be read there, `remote_write` until it has it in memory.',
  }),
  maxWalSenders: counted('connections')(
    10,
    [4, 100],
    'max_wal_senders: standbys, base backups and the standby of another region together.',
  ),
  maxSlots: counted('slots')(10, [4, 100], 'max_replication_slots: one for each other node, and some more.'),
  walKeepSize: amount('1Gi', 'wal_keep_size: WAL that is kept for standbys in any case.'),
  maxSlotWalKeepSize: amount(
    '64Gi',
    'max_slot_wal_keep_size: WAL that a lost standby may hold at most; beyond it, the standby is made anew.',
  ),
  senderTimeoutSeconds: seconds(5, [2, 120], 'wal_sender_timeout: how long a standby may be silent.'),
  receiverTimeoutSeconds: seconds(5, [2, 120], 'wal_receiver_timeout: how long a primary may be silent.'),
  statusIntervalSeconds: seconds(
    1,
    [1, 60],
    'wal_receiver_status_interval: how often a standby says how far it is; without it no commit would end.',
  ),
  feedback: z.boolean().default(true).meta({
    description:
      'hot_standby_feedback: whether a standby keeps the primary from removing rows that it reads.',
  }),
  maxStandbyDelaySeconds: seconds(
    30,
    [0, 86_400],
    'max_standby_streaming_delay: how long a query on a standby may hold replay up.',
  ),
});

export const Checkpoints = z.strictObject({
  timeoutSeconds: seconds(300, [30, 3600], 'checkpoint_timeout: how often data is written out at least.'),
  completionTarget: z
    .string()
    .regex(/^(0[.][0-9]{1,3}|1[.]0)$/)
    .default('0.9')
    .meta({
      description: 'checkpoint_completion_target: over which share of that time it is spread.',
      cure: 'Write a decimal number from "0.1" to "1.0" in quotes, such as "0.9".',
    }),
  maxWalSize: walSize('4Gi', 'max_wal_size: how much WAL starts a checkpoint early.'),
  minWalSize: walSize('1Gi', 'min_wal_size: how much WAL is kept for use again.'),
});

export const Planner = z.strictObject({
  randomPageCost: decimal('1.1', 'random_page_cost: 1.1 is right for SSDs.'),
  effectiveIoConcurrency: counted('reads')(
    200,
    [0, 1000],
    'effective_io_concurrency: how many reads the disk does at once.',
  ),
  statisticsTarget: counted('values')(
    100,
    [1, 10_000],
    'default_statistics_target: how closely ANALYZE looks.',
  ),
});

const logs = (description: string) => z.boolean().default(true).meta({ description });

export const Logging = z.strictObject({
  format: z.enum(['json', 'text', 'csv']).default('json').meta({
    description:
      'How logs look: `json` and `text` go to the log of the container, `csv` into files on the volume, as the requirements have it.',
  }),
  retentionDays: counted('days')(7, [1, 365], 'How long csv files stay.'),
  minDurationMilliseconds: counted('milliseconds')(
    1000,
    [-1, 86_400_000],
    'log_min_duration_statement: queries that take longer are logged; -1 logs none.',
  ),
  checkpoints: logs('Whether checkpoints are logged.'),
  connections: logs('Whether new connections are logged.'),
  disconnections: logs('Whether the ends of connections are logged.'),
  lockWaits: logs('Whether long waits for a lock are logged.'),
  replicationCommands: logs('Whether commands of replication are logged.'),
});

const Setting = z
  .string()
  .max(200)
  .regex(settingLine)
  .refine((line) => settingFault(line) === undefined, {
    error: (issue) => settingFault(issue.input as string) ?? '',
  })
  .meta({
    not: { pattern: forbiddenLine },
    cure: 'Write one setting of postgresql.conf with a plain value, such as "statement_timeout = 30s"; no quotes, no paths.',
  });

export const Configuration = z
  .array(Setting)
  .max(50)
  .default([])
  .meta({
    description:
      'More settings of postgresql.conf, one a line. Those that the chart or pg_auto_failover sets are refused.',
    examples: [['statement_timeout = 30s', 'log_autovacuum_min_duration = 1000']],
  });
