// A schema of which any part may be left out, for what overrides a whole: the same keys, bounds and
// descriptions, no defaults. Knows no key by name.
import { z } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { factsOf, propertiesOf } from './schema-facts.ts';

/** Every key of `T`, at any depth, optional. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Partly<T[K]> }
    : T;

const partials = new WeakSet<$ZodType>();

/** Whether the schema, wrapped or not, was made here: what it leaves out stands elsewhere, and is never null. */
export const isPartial = (schema: $ZodType): boolean => partials.has(factsOf(schema).inner);

/** @param schema strict objects all the way down to lists, free-form maps and scalars. */
export function partialSchema<S extends z.ZodType>(schema: S): z.ZodType<Partly<z.output<S>>> {
  const { bare, meta } = partly(schema);
  const whole = bare.meta(meta);
  partials.add(whole);
  return whole as unknown as z.ZodType<Partly<z.output<S>>>;
}

interface Part {
  readonly bare: z.ZodType;
  readonly meta: Readonly<Record<string, unknown>>;
}

function partly(schema: z.ZodType): Part {
  const { inner, meta, hasDefault, defaultValue } = factsOf(schema);
  const isGroup = inner._zod.def.type === 'object';
  const bare = isGroup
    ? z.strictObject(
        Object.fromEntries(
          propertiesOf(inner).map(([key, value]) => [key, mayBeLeftOut(partly(value as z.ZodType))]),
        ),
      )
    : (inner as unknown as z.ZodType);
  // The default of the whole is no default of a part, but the best example.
  const examples = meta.examples ?? (hasDefault && !isGroup ? [defaultValue] : undefined);
  return { bare, meta: examples === undefined ? { ...meta } : { ...meta, examples } };
}

/** The part as one that may be left out; described in place, since `.meta()` would make it a second time. */
function mayBeLeftOut({ bare, meta }: Part): z.ZodType {
  const optional = bare.optional();
  z.globalRegistry.add(optional, meta);
  return optional;
}
