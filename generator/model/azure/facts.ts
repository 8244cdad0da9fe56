// What the rules of Azure compare: figures that follow from the settings, since a rule does no arithmetic on
// addresses, sizes or names. Must not know any rule.
import { z } from 'zod';

const Span = z.strictObject({ first: z.int(), last: z.int() });

/** Processors in thousandths, memory in MiB. */
const Room = z.strictObject({ cpu: z.int(), memory: z.int() });

const Range = z.strictObject({ path: z.string(), range: z.string(), first: z.int(), last: z.int() });

export const AzureFacts = z.strictObject({
  /** Whether Azure has the region, and three zones in it. */
  isKnown: z.boolean(),
  hasZones: z.boolean(),
  /** The region that gets the copies of geo-redundant storage, and the one that waits; empty where there is none. */
  pair: z.string(),
  standby: z.string(),
  /** Of the api's load balancer; 0 where it has none. */
  gatewayAddress: z.int(),
  nodes: Span,
  network: Span,
  gatewayPrefix: z.int(),
  subnets: z.array(Range),
  /** Ranges that may share no address, two by two. */
  pairs: z.array(z.strictObject({ one: Range, other: Range })),
  names: z.array(
    z.strictObject({
      path: z.string(),
      what: z.string(),
      name: z.string(),
      fits: z.boolean(),
      wanted: z.string(),
    }),
  ),
  machines: z.array(z.strictObject({ path: z.string(), size: z.string(), fits: z.boolean() })),
  scales: z.array(
    z.strictObject({ minimumPath: z.string(), minimum: z.int(), maximumPath: z.string(), maximum: z.int() }),
  ),
  /** Whether the size of the nodes is known, and so what they have room for. */
  isMeasured: z.boolean(),
  demand: Room,
  room: Room,
  roomWithoutZone: Room,
});

export type AzureFacts = z.output<typeof AzureFacts>;
