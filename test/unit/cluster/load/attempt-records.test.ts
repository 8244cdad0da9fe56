// A record says what was put into it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, errorKinds, RecordBook, readBatches } from '../../../cluster/load/attempt-records.ts';

/** Times up to an hour and the longest drain, in whole microseconds. */
const time = fc.integer({ min: 0, max: 4_200_000_000 }).map((microseconds) => microseconds / 1000);

const attempt: fc.Arbitrary<Attempt> = fc.record(
  {
    request: fc.nat({ max: 500_000 }),
    attempt: fc.nat({ max: 5 }),
    scheduledMs: time,
    startedMs: time,
    endedMs: time,
    status: fc.nat({ max: 999 }),
    connection: fc.constantFrom('keep-alive', 'new'),
    reused: fc.boolean(),
    target: fc.nat({ max: 254 }),
    error: fc.constantFrom(...errorKinds),
    pod: fc.constantFrom('api-a', 'api-b', 'api-c'),
  },
  {
    requiredKeys: [
      'request',
      'attempt',
      'scheduledMs',
      'startedMs',
      'endedMs',
      'status',
      'connection',
      'reused',
      'target',
    ],
  },
);

describe('records', () => {
  it('come back as they were, over several batches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(attempt, { maxLength: 40 }), { maxLength: 5 }), (groups) => {
        const book = new RecordBook();
        const batches = groups.map((group) => {
          for (const one of group) book.append(one);
          return book.take();
        });
        expect(readBatches(batches)).toEqual(groups.flat());
      }),
      { numRuns: 100 },
    );
  });

  it('grow beyond their first buffer, at 24 bytes each', () => {
    const book = new RecordBook();
    const one: Attempt = fc.sample(attempt, { numRuns: 1, seed: 1 })[0] as Attempt;
    for (let index = 0; index < 1000; index++) book.append({ ...one, request: index });
    const batch = book.take();
    expect(batch.records.byteLength).toBe(24_000);
    expect(readBatches([batch]).map(({ request }) => request)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
    expect(book.take().records.byteLength).toBe(0);
  });
});
