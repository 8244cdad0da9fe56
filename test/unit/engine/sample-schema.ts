// A schema with one setting of every kind that values may have, for the tests of what is emitted.
import { z } from 'zod';

const Endpoint = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('service').describe('An object of the cluster.'),
      port: z
        .int()
        .min(1)
        .max(65535)
        .describe('Where it listens.')
        .meta({ examples: [8080] }),
    }),
    z.strictObject({
      kind: z.literal('address').describe('A machine outside of the cluster.'),
      host: z
        .string()
        .max(63)
        .describe('Its name.')
        .meta({ examples: ['example.org'] }),
    }),
  ])
  .describe('Where traffic goes.')
  .meta({ examples: [{ kind: 'service', port: 8080 }] });

const Variable = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Z_]+$/)
    .describe('The name of the variable.')
    .meta({ examples: ['MODE'] }),
  value: z
    .string()
    .describe('Its value.')
    .meta({ examples: ['fast'] })
    .optional(),
});

export const sampleSchema = z.strictObject({
  replicas: z
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('How many pods run when nothing scales them. Fewer than two leave no room for a drain')
    .meta({ unit: 'pods', title: 'Replicas', cure: 'Give a whole number.' }),
  image: z
    .strictObject({
      tag: z
        .string()
        .max(20)
        .regex(/^[A-Za-z0-9][-.A-Za-z0-9]*$/)
        .default('1.10')
        .describe('Which build runs.')
        .meta({ cure: 'Write the tag in quotes.' }),
      digest: z
        .string()
        .regex(/^sha256:[0-9a-f]{4}$/)
        .describe('Exactly this build.')
        .meta({ examples: ['sha256:0af1'] })
        .optional(),
    })
    .describe('The image of the pods.')
    .prefault({}),
  mode: z.enum(['yes', 'slow']).default('yes').describe('How hard it tries.'),
  debug: z.boolean().default(false).describe('Whether it says more.'),
  ratio: z.number().min(0).max(1).default(0.5).describe('What share is kept.').meta({ unit: 'share of 1' }),
  labels: z
    .record(z.string().regex(/^[a-z]+$/), z.string().max(63))
    .default({})
    .describe('Labels of every object.')
    .meta({ examples: [{ team: 'no' }] }),
  variables: z
    .array(Variable)
    .max(5)
    .default([])
    .describe('Further variables.')
    .meta({ examples: [[{ name: 'MODE', value: 'fast' }]] }),
  endpoint: Endpoint.optional(),
  extra: z
    .strictObject({
      note: z
        .string()
        .max(40)
        .describe('Only for people.')
        .meta({ examples: ['by hand: see # the wiki'] })
        .optional(),
    })
    .describe('What nothing depends on.')
    .prefault({}),
  size: z
    .string()
    .regex(/^[1-9][0-9]*Mi$/)
    .refine((text) => text !== '1024Mi', { error: 'is not in its shortest form' })
    .default('512Mi')
    .describe('How much memory it may use.')
    .meta({ unit: 'bytes', not: { const: '1024Mi' } }),
});
