// Holds two sets of Kubernetes objects against each other, object by object, value by value. Must not
// know where either comes from.

type Objects = ReadonlyMap<string, unknown>;

interface Named {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
}

/** `Kind/name` → object. @throws where two objects have one name: a cluster would keep only one of them. */
export function byName(objects: readonly unknown[]): Objects {
  const named = new Map<string, unknown>();
  for (const object of objects) {
    const { kind, metadata } = object as Named;
    const key = `${kind}/${metadata?.name}`;
    if (named.has(key)) throw new Error(`two objects are called ${key}`);
    named.set(key, object);
  }
  return named;
}

const show = (value: unknown): string =>
  value === absent ? 'nothing' : (JSON.stringify(value)?.slice(0, 300) ?? String(value));

const absent = Symbol('absent');

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function* differ(left: unknown, right: unknown, path: string): Generator<string> {
  if (Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    for (let at = 0; at < length; at++) {
      yield* differ(
        at < left.length ? left[at] : absent,
        at < right.length ? right[at] : absent,
        `${path}[${at}]`,
      );
    }
  } else if (isMap(left) && isMap(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const pick = (map: Readonly<Record<string, unknown>>) => (Object.hasOwn(map, key) ? map[key] : absent);
      yield* differ(pick(left), pick(right), `${path}.${key}`);
    }
  } else if (!Object.is(left, right) || left === undefined) {
    // Neither side may hold undefined: JSON has none, and printers drop it silently.
    yield `${path}: ${show(left)} against ${show(right)}`;
  }
}

/** One line a difference; empty when both hold the same. Null is not absence; the order of keys is nothing. */
export function differences(left: Objects, right: Objects): readonly string[] {
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    if (!right.has(key)) return [`${key}: only on the left`];
    if (!left.has(key)) return [`${key}: only on the right`];
    return [...differ(left.get(key), right.get(key), key)];
  });
}
