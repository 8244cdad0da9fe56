// Holds what we wrote against what an API server keeps: in every field that we set, nothing may differ, or a
// tool that compares shows a difference for ever. Must not know any kind.

type JsonMap = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? 'nothing';

function* differ(ours: unknown, live: unknown, path: string): Generator<string> {
  if (isMap(ours) && isMap(live)) {
    for (const key of Object.keys(ours)) yield* differ(ours[key], live[key], path ? `${path}.${key}` : key);
  } else if (Array.isArray(ours) && Array.isArray(live)) {
    if (ours.length !== live.length) yield `${path}: ${ours.length} entries, live ${live.length}`;
    for (const [at, value] of ours.entries()) {
      if (at < live.length) yield* differ(value, live[at], `${path}[${at}]`);
    }
  } else if (!Object.is(ours, live)) {
    yield `${path}: ours ${show(ours)}, live ${show(live)}`;
  }
}

/**
 * One line for each field of ours that the server keeps otherwise, or not at all; what the server added beside
 * them is nothing. Lists are compared in their order, and an entry more or less is a difference.
 */
export function differencesToLive(ours: object, live: object): readonly string[] {
  return [...differ(ours, live, '')];
}

/** A JSON merge patch (RFC 7386): how Argo CD foretells an object of a kind that it has no Go type for. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged: Record<string, unknown> = { ...(isMap(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/** The object without what the server counts and keeps for itself. */
export function withoutRecords(object: JsonMap): JsonMap {
  const { managedFields, resourceVersion, generation, ...metadata } = object.metadata as JsonMap;
  return { ...object, metadata };
}
