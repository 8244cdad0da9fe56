// What the api counts, as Prometheus text. Must not know HTTP nor the stores; the clock is told.
// Probes and scrapes are not counted: the autoscaler follows the work.

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
/** Over how long the rate is taken: long enough to be calm, short enough for an autoscaler that looks every 15 s. */
const rateSeconds = 15;

export interface Sample {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function printSample({ name, labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}

/** The text format 0.0.4 of Prometheus. */
export const printFamilies = (families: readonly Family[]): string =>
  families
    .map(({ name, kind, help, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map(printSample), ''].join('\n'),
    )
    .join('');

/** Counts requests; times are seconds of a clock that only goes forward. */
export class RequestMetrics {
  readonly #byCode = new Map<string, number>();
  readonly #buckets: number[] = bounds.map(() => 0);
  readonly #started: number;
  #perSecond: { readonly second: number; count: number }[] = [];
  #count = 0;
  #sum = 0;

  constructor(now: number) {
    this.#started = now;
  }

  /** One answered request. */
  record(code: number, durationSeconds: number, now: number): void {
    this.#byCode.set(String(code), (this.#byCode.get(String(code)) ?? 0) + 1);
    this.#count++;
    this.#sum += durationSeconds;
    const bucket = bounds.findIndex((bound) => durationSeconds <= bound);
    if (bucket !== -1) this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    const second = Math.floor(now);
    const last = this.#perSecond.at(-1);
    if (last?.second === second) last.count++;
    else this.#perSecond.push({ second, count: 1 });
    this.#forget(now);
  }

  /** Requests a second over the last whole seconds; a younger process divides by its age. */
  rate(now: number): number {
    this.#forget(now);
    const whole = this.#perSecond.filter(({ second }) => second < Math.floor(now));
    const age = Math.floor(now) - Math.floor(this.#started);
    return whole.reduce((sum, { count }) => sum + count, 0) / Math.max(1, Math.min(rateSeconds, age));
  }

  families(now: number): readonly Family[] {
    const name = 'http_request_duration_seconds';
    let below = 0;
    const buckets = bounds.map((bound, index) => {
      below += this.#buckets[index] ?? 0;
      return { name: `${name}_bucket`, labels: { le: String(bound) }, value: below };
    });
    const codes = [...this.#byCode].sort(([left], [right]) => (left < right ? -1 : 1));
    return [
      {
        name: 'http_requests_total',
        kind: 'counter',
        help: 'Requests answered, by status code.',
        samples: codes.map(([code, value]) => ({ name: 'http_requests_total', labels: { code }, value })),
      },
      {
        name,
        kind: 'histogram',
        help: 'How long requests took.',
        samples: [
          ...buckets,
          { name: `${name}_bucket`, labels: { le: '+Inf' }, value: this.#count },
          { name: `${name}_sum`, value: this.#sum },
          { name: `${name}_count`, value: this.#count },
        ],
      },
      gauge('http_requests_per_second', `Requests a second over the last ${rateSeconds} s.`, this.rate(now)),
    ];
  }

  #forget(now: number): void {
    const oldest = Math.floor(now) - rateSeconds;
    while (this.#perSecond[0] && this.#perSecond[0].second < oldest) this.#perSecond.shift();
  }
}

/** A family of one value. */
export const gauge = (name: string, help: string, value: number): Family => ({
  name,
  kind: 'gauge',
  help,
  samples: [{ name, value }],
});
