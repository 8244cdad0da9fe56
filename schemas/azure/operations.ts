// What is watched, who is called, what it may cost, what nobody may delete. Must not know which resource is made
// of what.
import { z } from 'zod';

export const Observability = z.strictObject({
  retentionDays: z.int().min(30).max(730).default(90).meta({
    description: 'How long logs can be searched.',
    unit: 'days',
  }),
  dailyGigabytes: z.int().min(1).max(5000).default(20).meta({
    description: 'How much is logged in a day at most; beyond that nothing is, until the next day.',
    unit: 'GB',
  }),
  grafana: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether there is a Grafana that shows the metrics.' }),
});

export const Alerts = z.strictObject({
  emails: z
    .array(
      z
        .string()
        .max(254)
        .regex(/^[A-Za-z0-9][-._+A-Za-z0-9]*@[A-Za-z0-9][-.A-Za-z0-9]*\.[A-Za-z]{2,}$/)
        .meta({ cure: 'Write an address such as "on-call@example.com".' }),
    )
    .max(20)
    .default([])
    .meta({
      description: 'Who gets a mail when an alert fires; empty, alerts are seen only in the portal.',
      examples: [['on-call@example.com']],
    }),
});

export const Budget = z.strictObject({
  monthlyAmount: z.int().min(1).max(10_000_000).default(9000).meta({
    description:
      'What a month should cost at most, in the currency of the subscription; nothing is switched off.',
    unit: 'currency units',
  }),
  startDate: z
    .string()
    .regex(/^20[2-9][0-9]-(0[1-9]|1[0-2])-01$/)
    .default('2026-12-01')
    .meta({
      description:
        'From when it is counted: the first day of a month, not in the past when the budget is made.',
      cure: 'Write the first day of a month, such as "2026-12-01".',
    }),
  percents: z
    .array(z.int().min(1).max(1000))
    .min(1)
    .max(5)
    .default([80, 100])
    .meta({ description: 'At which parts of the amount somebody gets a mail.', unit: 'percent' }),
});
