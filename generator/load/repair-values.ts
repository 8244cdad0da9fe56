// A best guess at what was meant where values are wrong, so that rules over several values can speak in
// the same run. The guess is never written anywhere. Must not know any setting's name.
import type { $ZodType } from 'zod/v4/core';
import { factsOf } from '../engine/index.ts';
import { isJsonMap, type JsonMap } from './merge-layers.ts';
import type { Json } from './node-data.ts';
import { schemaAt, valueAt } from './schema-walk.ts';
import type { Fault, Judgement } from './values-fault.ts';

type Holder = JsonMap | Json[];

function holderOf(data: JsonMap, path: readonly PropertyKey[]): Holder | undefined {
  const holder = valueAt(data, path.slice(0, -1));
  return isJsonMap(holder) || Array.isArray(holder) ? holder : undefined;
}

function put(holder: Holder, step: PropertyKey, value: Json): void {
  if (Array.isArray(holder)) holder[Number(step)] = value;
  else holder[String(step)] = value;
}

function remove(holder: Holder, step: PropertyKey): void {
  if (isJsonMap(holder)) delete holder[String(step)];
}

function guess(schema: $ZodType | undefined, source: string | undefined): Json | undefined {
  if (schema === undefined) return undefined;
  const { inner, optional, hasDefault, meta } = factsOf(schema);
  if (inner._zod.def.type === 'string' && source !== undefined) return source;
  return optional || hasDefault ? undefined : (meta.examples?.[0] as Json | undefined);
}

function repairFault(fault: Fault, data: JsonMap, judgement: Judgement): void {
  const step = fault.path.at(-1);
  const holder = holderOf(data, fault.path);
  if (step === undefined || holder === undefined) return;
  if (fault.code === 'VALUE-UNKNOWN-KEY' && isJsonMap(holder)) {
    const { meant } = fault;
    if (meant !== undefined && !Object.hasOwn(holder, meant))
      put(holder, meant, holder[String(step)] ?? null);
    remove(holder, step);
    return;
  }
  // Only a number or a boolean that should have been text is worth keeping as it was typed.
  const source = fault.code === 'VALUE-TYPE' ? judgement.sourceOf(fault.path) : undefined;
  const instead = guess(schemaAt(judgement.root, fault.path, judgement.data), source);
  if (instead === undefined) remove(holder, step);
  else put(holder, step, instead);
}

/** A copy of the data in which each fault is mended: the key that was meant, else the default or an example. */
export function repairValues(faults: readonly Fault[], judgement: Judgement): JsonMap {
  const data = structuredClone(judgement.data);
  for (const fault of faults) repairFault(fault, data, judgement);
  return data;
}
