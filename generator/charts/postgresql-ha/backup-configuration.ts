// The file of pgBackRest: where the repositories are and how long copies stay. Keys are added by the scripts.
import {
  and,
  type Expr,
  eq,
  isPresent,
  type Line,
  lines,
  ne,
  or,
  t,
  ternary,
  when,
} from '../../engine/index.ts';
import { facts, values as v } from './values.ts';

const { backup, restore } = v;

type Repository = typeof backup.repository;

const repository = (number: 1 | 2, of: Repository, used: Expr<boolean>): readonly Line[] => {
  const option = (name: string, value: Parameters<typeof t>[1]): Expr<string> =>
    t`repo${number}-${name}=${value}`;
  const is = (type: 'azure' | 's3' | 'volume') => and(used, eq(of.type, type));
  const isRemote = and(used, ne(of.type, 'volume'));
  return [
    when<readonly Expr<string>[]>(used, [
      option('type', ternary<string>(eq(of.type, 'volume'), 'posix', of.type)),
      option('path', t`${when(eq(of.type, 'volume'), `/repository-${number}`)}${of.path}`),
      option('retention-full', of.fullCopies),
      option('retention-diff', of.differentialCopies),
      option('bundle', 'y'),
      option('block', 'y'),
      option('cipher-type', ternary<string>(of.encrypted, 'aes-256-cbc', 'none')),
    ]),
    when<readonly Expr<string>[]>(is('azure'), [
      option('azure-account', of.account),
      option('azure-container', of.container),
      option('azure-key-type', of.keyType),
      option('azure-endpoint', of.endpoint),
      option('azure-uri-style', of.uriStyle),
    ]),
    when<readonly Expr<string>[]>(is('s3'), [
      option('s3-bucket', of.container),
      option('s3-endpoint', of.endpoint),
      option('s3-region', of.region),
      option('s3-uri-style', of.uriStyle),
    ]),
    when(isRemote, option('storage-port', of.port)),
    when(and(isRemote, isPresent(of.host)), option('storage-host', of.host)),
  ];
};

const used = or(backup.enabled, restore.enabled);

const stanza = (name: Expr<string>): readonly Expr<string>[] => [
  t`[${name}]`,
  t`pg1-path=/data/pgdata`,
  t`pg1-socket-path=/run/postgresql`,
  t`pg1-port=${facts.port}`,
];

export const backupConf = lines(
  '[global]',
  ...repository(1, backup.repository, used),
  ...repository(2, backup.secondRepository, and(used, backup.secondRepository.enabled)),
  t`process-max=${backup.processes}`,
  'start-fast=y',
  'compress-type=zst',
  // A store that is away is waited for beside the server, not in its way.
  'archive-async=y',
  t`archive-push-queue-max=${backup.queueSize}B`,
  'spool-path=/data/spool',
  'lock-path=/run/postgresql/pgbackrest',
  'log-level-console=warn',
  'log-level-file=off',
  // A try that takes longer is made again, and the end of a server waits for it.
  'archive-timeout=5',
  // Without a single byte. A store that stands still is tried nine times before it is given up.
  'io-timeout=10',
  ...stanza(backup.stanza),
  when<readonly Expr<string>[]>(
    and(restore.enabled, ne(restore.stanza, backup.stanza)),
    stanza(restore.stanza),
  ),
);
