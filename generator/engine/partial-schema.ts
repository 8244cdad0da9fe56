// A schema of which any part may be left out, for what overrides a whole: the same keys, bounds and
// descriptions, no defaults. Knows no key by name.
import { z } from 'zod';
import { factsOf, propertiesOf } from './schema-facts.ts';

/** Every key of `T`, at any depth, optional. */
export type Partly<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Partly<T[K]> }
    : T;

/** @param schema strict objects all the way down to lists, free-form maps and scalars. */
export function partialSchema<S extends z.ZodType>(schema: S): z.ZodType<Partly<z.output<S>>> {
  return partly(schema) as unknown as z.ZodType<Partly<z.output<S>>>;
}

function partly(schema: z.ZodType): z.ZodType {
  const { inner, meta, hasDefault, defaultValue } = factsOf(schema);
  const whole = inner as unknown as z.ZodType;
  const bare =
    inner._zod.def.type === 'object'
      ? z.strictObject(
          Object.fromEntries(
            propertiesOf(inner).map(([key, value]) => [key, partly(value as z.ZodType).optional()]),
          ),
        )
      : whole;
  // The default of the whole is no default of a part, but the best example.
  const examples =
    meta.examples ?? (hasDefault && inner._zod.def.type !== 'object' ? [defaultValue] : undefined);
  return bare.meta({ ...meta, ...(examples === undefined ? {} : { examples }) } as Record<string, unknown>);
}
