// The options of a load: defaults and bounds.
import { describe, expect, it } from 'vitest';
import { type LoadOptions, longestRequestMs, planLoad } from '../../../cluster/load/plan.ts';

const good: LoadOptions = { url: 'http://127.0.0.1/', ratePerSecond: 100, seconds: 60, timeoutMs: 2000 };

describe('a plan', () => {
  it('has the defaults that are documented', () => {
    expect(planLoad(good)).toEqual({
      urls: ['http://127.0.0.1/'],
      ratePerSecond: 100,
      seconds: 60,
      timeoutMs: 2000,
      connectTimeoutMs: 2000,
      retries: 0,
      retryDelayMs: 0,
      connections: 16,
      firstLocalPort: 0,
      clusterAddresses: [],
      headers: {},
      count: 6000,
    });
  });

  it('knows how long a request can take', () => {
    expect(longestRequestMs(planLoad({ ...good, retries: 2, retryDelayMs: 100 }))).toBe(6200);
  });

  it.each([
    [{ ratePerSecond: 0 }, 'ratePerSecond is 0'],
    [{ ratePerSecond: Number.NaN }, 'ratePerSecond is NaN'],
    [{ ratePerSecond: 1001 }, 'ratePerSecond is 1001'],
    [{ seconds: 3601 }, 'seconds is 3601'],
    [{ ratePerSecond: 1000, seconds: 501 }, '501000 requests are too many'],
    [{ timeoutMs: 5 }, 'timeoutMs is 5'],
    [{ retries: 1.5 }, 'retries is 1.5: a whole number'],
    [{ retries: 6 }, 'retries is 6'],
    [{ firstLocalPort: 40_000 }, 'firstLocalPort is 40000'],
    [{ ratePerSecond: 1000, timeoutMs: 60_000 }, '60000 requests could be under way'],
    [{ url: [] }, '1 to 255 targets'],
    [{ clusterAddresses: ['8.8.8.8'] }, '8.8.8.8 is not a private'],
    [{ url: ['http://127.0.0.1/', 'http://10.0.0.1/'] }, '10.0.0.1 is neither'],
  ])('is refused for %j', (others, why) => {
    expect(() => planLoad({ ...good, ...others })).toThrow(why);
  });

  it('names all its faults at once', () => {
    expect(() => planLoad({ ...good, url: 'http://example.com/', retries: 9, connections: 0 })).toThrow(
      /retries is 9.*connections is 0.*example\.com/,
    );
  });
});
