// What an evaluated tree is made by, whether the tree is walked or compiled code runs: how parts that are
// left out and loops come together in lists, maps and texts. Must not know how an expression is put together.
import { hash } from 'node:crypto';
import { compareAsGo, goJson } from './go-json.ts';
import { isSomething, operators } from './operators.ts';

/** What stands for a part that is left out. */
export const nothing: unique symbol = Symbol('nothing');

/** Several items that one `each` in a list gives; of one inside another too. */
class Several {
  readonly items: readonly unknown[];
  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

/** A list, what loops among its items give spread out, what is left out gone. */
export function listOf(items: readonly unknown[]): unknown[] {
  const values: unknown[] = [];
  for (const item of items) {
    if (item instanceof Several) values.push(...item.items);
    else if (item !== nothing) values.push(item);
  }
  return values;
}

/** A map without the entries that are left out. */
export function mapOf(entries: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const key of Object.keys(entries)) if (entries[key] !== nothing) map[key] = entries[key];
  return map;
}

/** What a part adds to a text. */
export const textOf = (value: unknown): string => (value === nothing ? '' : String(value));

/** Lines as one text; a line may be a list of lines. */
export const linesOf = (lines: readonly unknown[]): string => `${listOf(lines).flat().join('\n')}\n`;

/** The body for each item of a list, or each entry of a map in the order of Go. */
export function severalOf(
  subject: readonly unknown[] | Readonly<Record<string, unknown>>,
  body: (value: unknown, key: number | string) => unknown,
): Several {
  if (Array.isArray(subject)) return new Several(listOf(subject.map((value, index) => body(value, index))));
  const map = subject as Readonly<Record<string, unknown>>;
  return new Several(
    listOf(
      Object.keys(map)
        .sort(compareAsGo)
        .map((key) => body(map[key], key)),
    ),
  );
}

/** The SHA-256 of a map's canonical JSON. */
export const checksumOf = (map: unknown): string => hash('sha256', goJson(map));

/** All that compiled code calls. */
export const runtime = {
  nothing,
  listOf,
  mapOf,
  textOf,
  linesOf,
  severalOf,
  checksumOf,
  isSomething,
  operators,
} as const;
