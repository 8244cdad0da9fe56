// Typed references into values: walks a Zod schema as the author writes `v.hpa.minReplicas`, so that
// an unknown key is an error where it is written. Knows no key by name.
import type { z } from 'zod';
import { type Expr, expression, type Node, type Variable } from './expression.ts';
import { keysOf, propertyOf, shapeOf } from './schema-shape.ts';

type IsPlainObject<T> = [T] extends [object]
  ? T extends readonly unknown[]
    ? false
    : string extends keyof T
      ? false
      : true
  : false;

/** A value, and when it is a closed map, each of its keys. A value that may be absent has no keys. */
export type Ref<T> = Expr<T> &
  (IsPlainObject<T> extends true ? { readonly [K in keyof Required<T>]: Ref<T[K & keyof T]> } : unknown);

/** The root of a chart's values: `valuesOf(ApiValues).hpa.minReplicas` is `.Values.hpa.minReplicas`. */
export function valuesOf<S extends z.ZodType>(schema: S): Ref<z.output<S>> {
  return reference(schema, (path, at) => ({ kind: 'value', path, schema: at })) as Ref<z.output<S>>;
}

/** A reference to what a `with` or `range` binds. */
export function variableOf(variable: Variable): Expr<unknown> {
  if (variable.schema === undefined)
    return expression({ kind: 'variable', variable, path: [], schema: undefined });
  return reference(variable.schema, (path, at) => ({ kind: 'variable', variable, path, schema: at }));
}

type MakeNode = (path: readonly string[], schema: z.ZodType) => Node;

function reference(schema: z.ZodType, makeNode: MakeNode, path: readonly string[] = []): Expr<unknown> {
  const children = new Map<string, Expr<unknown>>();
  return expression(makeNode(path, schema), {
    get(_target, key) {
      if (typeof key === 'symbol' || key === 'toString' || key === 'toJSON') {
        throw new Error(`a reference is not text: write t\`...\${reference}...\` (${path.join('.')})`);
      }
      const known = children.get(key);
      if (known !== undefined) return known;
      const { kind, optional, schema: inner } = shapeOf(schema);
      const property = kind === 'map' && !optional ? propertyOf(inner, key) : undefined;
      if (property === undefined) {
        const names = optional
          ? 'nothing, since it may be absent: use using()'
          : keysOf(inner).join(', ') || 'no keys';
        throw new Error(
          `no value ${JSON.stringify([...path, key].join('.'))} in the schema; there: ${names}`,
        );
      }
      const child = reference(property, makeNode, [...path, key]);
      children.set(key, child);
      return child;
    },
  });
}
