// Copies of the data at another place, what is restored from them, and the proof that they can be.
import { z } from 'zod';
import { resources } from '../pods.ts';
import { ByteQuantity, DnsName, Port } from '../scalars.ts';
import { StorageClassName } from '../storage-classes.ts';

const SecretName = DnsName.meta({ cure: 'Name a Secret that exists in the namespace.' });

const Stanza = z
  .string()
  .regex(/^[a-z][-a-z0-9]{0,30}$/)
  .default('main')
  .meta({ cure: 'Use lower-case letters, digits and "-".' });

const copies = (value: number, description: string) =>
  z.int().min(1).max(1000).default(value).meta({ description, unit: 'backups' });

const hours = (value: number, description: string) =>
  z.int().min(1).max(8760).default(value).meta({ description, unit: 'hours' });

const optionalHost = z
  .string()
  .max(253)
  .regex(/^([a-z0-9]([-.a-z0-9]*[a-z0-9])?)?$/)
  .default('')
  .meta({ cure: 'Write a host name alone, such as "storage.example.com".' });

/** Of which names end in the suffix: a key, and a claim, is good for one store. */
const repository = (suffix: '' | '-second') => ({
  type: z
    .enum(['azure', 's3', 'volume'])
    .default('azure')
    .meta({ description: 'Where it is: Azure Blob Storage, S3, or a volume that all nodes mount.' }),
  container: z
    .string()
    .regex(/^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/)
    .default(`postgresql${suffix}`)
    .meta({
      description: 'The container of Azure, or the bucket of S3.',
      cure: 'Use lower-case letters, digits and hyphens, 3 to 63 characters.',
    }),
  account: z
    .string()
    .regex(/^([a-z0-9]{3,24})?$/)
    .default('')
    .meta({
      description: 'The storage account of Azure.',
      examples: ['aiagentprodbackup'],
      cure: 'Use 3 to 24 lower-case letters and digits.',
    }),
  keyType: z.enum(['sas', 'shared', 'auto']).default('sas').meta({
    description:
      'How Azure is asked: with a SAS or the key of the account, under `azure-key` of the Secret; or `auto`, with the identity of the node.',
  }),
  endpoint: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/)
    .default('blob.core.windows.net')
    .meta({
      description: 'The domain of the service, without the name of the account or the bucket.',
      cure: 'Write a domain, such as "blob.core.windows.net" or "s3.eu-west-1.amazonaws.com".',
    }),
  region: z
    .string()
    .max(60)
    .regex(/^([a-z0-9][-a-z0-9]*)?$/)
    .default('')
    .meta({ description: 'The region of S3.', examples: ['eu-west-1'], cure: 'Write it as S3 does.' }),
  host: optionalHost.meta({
    description: 'A host to connect to instead of what the endpoint says, for a service of your own.',
    examples: ['storage.example.com'],
  }),
  port: Port.default(443).meta({ description: 'The port of the service.' }),
  uriStyle: z
    .enum(['host', 'path'])
    .default('host')
    .meta({ description: 'Whether the account or bucket stands in the host name or in the path.' }),
  path: z
    .string()
    .max(100)
    .regex(/^(\/[-_a-z0-9]+)+$/)
    .default('/pgbackrest')
    .meta({
      description: 'The folder in it; of a volume, below its root.',
      cure: 'Write a path of lower-case words, such as "/pgbackrest".',
    }),
  existingSecret: SecretName.default(`postgresql-backup${suffix}`).meta({
    description:
      'The Secret with the keys `azure-key`; or `s3-key` and `s3-key-secret`; `cipher-pass` where it is encrypted; `ca.crt` of an authority of your own.',
  }),
  existingClaim: DnsName.default(`postgresql-backup${suffix}`).meta({
    description: 'The PersistentVolumeClaim of the type `volume`; every node must be able to write to it.',
    cure: 'Name a claim that exists in the namespace.',
  }),
  encrypted: z.boolean().default(false).meta({
    description: 'Whether what is stored is encrypted with the key `cipher-pass` of the Secret.',
  }),
  fullCopies: copies(4, 'How many full backups stay, with all that is needed to go back to any time since.'),
  differentialCopies: copies(7, 'How many differential backups stay.'),
});

const Drill = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether the newest backup is restored at fixed times, and every page and index of it checked.',
  }),
  schedule: z
    .string()
    .max(60)
    .regex(/^([-*/,0-9]+ ){4}[-*/,0-9]+$/)
    .default('23 4 * * 0')
    .meta({
      description: 'When, as cron has it, in the cluster’s time.',
      cure: 'Write five fields of digits, "*", "/", "," and "-", such as "23 4 * * 0".',
    }),
  repository: z.int().min(1).max(2).default(1).meta({ description: 'From which repository.' }),
  maximumAgeHours: hours(50, 'How old the newest backup may be; an older one fails the drill.'),
  deadlineMinutes: z
    .int()
    .min(5)
    .max(1440)
    .default(240)
    .meta({ description: 'How long a drill may take.', unit: 'minutes' }),
  size: ByteQuantity.default('256Gi').meta({ description: 'The size of its own volume.' }),
  storageClass: StorageClassName.default('managed-premium').meta({
    description: 'The StorageClass of that volume; empty for the cluster’s default.',
    examples: ['managed-premium'],
  }),
  pushUrl: z
    .string()
    .max(253)
    .regex(/^(https?:\/\/[a-z0-9][-.a-z0-9]*(:[0-9]{1,5})?(\/[-._~A-Za-z0-9]+)*)?$/)
    .default('')
    .meta({
      description: 'A Pushgateway that gets the figures of each drill; empty for none.',
      examples: ['http://pushgateway.monitoring:9091'],
      cure: 'Write an address without a slash at the end.',
    }),
  resources: resources(['250m', '1Gi', '128Mi'], ['2', '2Gi', '512Mi'])
    .prefault({})
    .meta({ description: 'The size of its container.' }),
});

export const Backup = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether every change and base backups are stored outside, so that any time can be gone back to.',
  }),
  stanza: Stanza.meta({
    description:
      'The name of this database in the repositories; another one for a release that was restored.',
  }),
  archiveTimeoutSeconds: z.int().min(10).max(3600).default(60).meta({
    description: 'archive_timeout: how much time a lost region may cost at most, where little is written.',
    unit: 'seconds',
  }),
  fullHours: hours(168, 'After how long a full backup is due.'),
  differentialHours: hours(24, 'After how long a differential backup is due.'),
  startHour: z.int().min(-1).max(23).default(2).meta({
    description: 'The hour (UTC) from which one that is due is made; -1 at any time.',
  }),
  processes: z
    .int()
    .min(1)
    .max(32)
    .default(2)
    .meta({ description: 'How many processes copy at once.', unit: 'processes' }),
  queueSize: ByteQuantity.default('16Gi').meta({
    description:
      'How much WAL may wait for a store that is away. Beyond it WAL is dropped rather than the volume filled, and an alert calls for a new base backup.',
  }),
  repository: z.strictObject(repository('')).prefault({}).meta({ description: 'The first store.' }),
  secondRepository: z
    .strictObject({
      enabled: z.boolean().default(false).meta({
        description: 'Whether everything is stored at a second place too, such as the other region.',
      }),
      ...repository('-second'),
    })
    .prefault({})
    .meta({ description: 'The second store.' }),
  drill: Drill.prefault({}).meta({ description: 'The proof that a backup can be restored.' }),
  resources: resources(['50m', '64Mi', '64Mi'], ['1', '512Mi', '256Mi'])
    .prefault({})
    .meta({ description: 'The size of the container that makes backups.' }),
});

export const Restore = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description:
      'Whether the first start of a new release takes its data from a backup. Where there is data already, nothing happens.',
  }),
  stanza: Stanza.meta({ description: 'The name in the repository of what is restored.' }),
  repository: z.int().min(1).max(2).default(1).meta({ description: 'From which repository.' }),
  time: z
    .string()
    .regex(/^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[+]00)?$/)
    .default('')
    .meta({
      description: 'The moment to go back to, in UTC; empty for all that there is.',
      examples: ['2026-11-30 12:00:00+00'],
      cure: 'Write "YYYY-MM-DD hh:mm:ss+00".',
    }),
});
