// Who may log in besides the users that the chart itself needs. Passwords are in Secrets that exist.
import { z } from 'zod';
import { DnsName } from '../scalars.ts';

const ownUsers = ['default', 'replica', 'sentinel', 'exporter', 'admin'];

const UserName = z
  .string()
  .max(32)
  .regex(/^[a-z][-a-z0-9]*$/)
  .refine((name) => !ownUsers.includes(name), { error: 'is a user of the chart itself' })
  .meta({
    not: { enum: ownUsers },
    cure: `Use lower-case letters, digits and hyphens, and none of ${ownUsers.join(', ')}.`,
  });

// Without quotes, `>`, `<` and `#`, by which a rule would hold a password.
const permission =
  /^(allkeys|allchannels|allcommands|[-+]@?[a-z]+([-|][a-z]+)*|(%(R|W|RW))?~[-A-Za-z0-9._:*]+|&[-A-Za-z0-9._:*]+)$/;

const Permission = z.string().max(200).regex(permission).meta({
  cure: 'Write one rule of an ACL, such as "~reports:*", "+@read" or "-@dangerous"; no password, no "nopass".',
});

/** Redis refuses a pattern where all keys, or all channels, are allowed before it, and does not start. */
const everything = [
  { all: '^(allkeys|~\\*)$', one: '^(%(R|W|RW))?~([^*]|.{2,})|^%' },
  { all: '^(allchannels|&\\*)$', one: '^&([^*]|.{2,})' },
];

const isRedundant = (permissions: readonly string[]): boolean =>
  everything.some(({ all, one }) =>
    [all, one].every((pattern) => permissions.some((rule) => new RegExp(pattern).test(rule))),
  );

const User = z.strictObject({
  name: UserName.meta({ description: 'The name to log in with.', examples: ['reports'] }),
  permissions: z
    .array(Permission)
    .min(1)
    .max(50)
    .refine((permissions) => !isRedundant(permissions), { error: 'allows everything, and a part of it' })
    .meta({
      not: {
        anyOf: everything.map(({ all, one }) => ({
          allOf: [all, one].map((pattern) => ({ contains: { type: 'string', pattern } })),
        })),
      },
      cure: 'Where all keys or all channels are allowed, leave out the patterns beside it.',
      description: 'What the user may do, rule by rule, as ACL SETUSER takes them.',
      examples: [['~reports:*', '+@read']],
    }),
  existingSecret: DnsName.meta({
    description: 'The Secret whose key `password` holds the password; it must exist beforehand.',
    examples: ['redis-reports-credentials'],
    cure: 'Name a Secret that exists in the namespace.',
  }),
});

export const Users = z
  .array(User)
  .max(20)
  .default([])
  .meta({
    description:
      'More users. The chart has its own for the application, for replication, Sentinel, metrics and administration.',
    examples: [
      [
        {
          name: 'reports',
          permissions: ['~reports:*', '+@read'],
          existingSecret: 'redis-reports-credentials',
        },
      ],
    ],
  });
