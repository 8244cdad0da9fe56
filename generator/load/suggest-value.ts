// What a person perhaps meant by a value that its schema refuses: only what the schema takes is suggested.
// Must not know any setting's name.
import { safeParse } from 'zod';
import type { $ZodType } from 'zod/v4/core';
import { factsOf } from '../engine/index.ts';
import type { Json } from './node-data.ts';

const perSecond: Readonly<Record<string, number>> = { s: 1, sec: 1, seconds: 1, m: 60, min: 60, h: 3600 };
const secondsIn: Readonly<Record<string, number>> = { seconds: 1, minutes: 60 };
const binary: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4 };

/** `1_000`, `060`, `0x10` as the number that was probably meant; undefined for anything else. */
function numberIn(text: string): number | undefined {
  const plain = text.replaceAll('_', '').replace(/^\+/, '');
  if (/^0[xob][0-9a-f]+$/i.test(plain)) return Number(plain);
  return /^-?[0-9]+(?:\.[0-9]+)?$/.test(plain) ? Number(plain) : undefined;
}

/** The number in `60%`, `30s`, `5 min`, `eastus-1`, in the unit of the setting. */
function measureIn(text: string, unit: string | undefined): number | undefined {
  const [, digits = '', suffix = ''] = /^([0-9]+(?:\.[0-9]+)?)\s*(%|[a-z]+)$/i.exec(text) ?? [];
  if (unit === 'percent' && /^0\.[0-9]+$/.test(text)) return Number(text) * 100;
  if (suffix === '%') return unit === 'percent' ? Number(digits) : undefined;
  const wanted = secondsIn[unit ?? ''];
  const given = perSecond[suffix.toLowerCase()];
  if (wanted !== undefined && given !== undefined) return (Number(digits) * given) / wanted;
  if (unit === 'milliseconds' && suffix === 'ms') return Number(digits);
  if (unit !== undefined && suffix !== '' && unit.replace(/s$/, '') === suffix.replace(/s$/, ''))
    return Number(digits);
  const [, last] = /^[a-z][a-z0-9]*-([0-9])$/.exec(text) ?? [];
  return last === undefined ? undefined : Number(last);
}

/** An amount in the forms that it may have in text: `250m` and `2k` for numbers, `1Gi` for `1024Mi`. */
function quantitiesIn(text: string): string[] {
  const [, digits = '', unit = ''] =
    /^([0-9]+(?:\.[0-9]+)?)\s*(m|[KMGT]i)?$/.exec(text.replaceAll('_', '')) ?? [];
  const amount = Number(digits);
  if (digits === '') return [];
  if (unit === '') return [String(amount), `${amount / 1000}k`, `${amount * 1000}m`];
  if (unit === 'm') return [String(amount / 1000)];
  const power = binary[unit] ?? 0;
  return Object.entries(binary).map(([name, other]) => `${amount * 1024 ** (power - other)}${name}`);
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** What the text, as it was typed, may have meant, the likeliest first. */
function candidates(typed: string, schema: $ZodType): Json[] {
  const { inner, meta } = factsOf(schema);
  const isText = ['string', 'enum', 'literal'].includes(inner._zod.def.type);
  if (isText) return [typed, typed.trim(), ...quantitiesIn(typed.trim()), typed.trim().toLowerCase()];
  const word = typed.trim().toLowerCase();
  const numbers = [numberIn(typed.trim()), measureIn(typed.trim(), meta.unit)];
  return [
    ...(Object.hasOwn(truths, word) ? [truths[word] as boolean] : []),
    ...numbers.filter((number) => number !== undefined),
  ];
}

/** Whether the schema takes the value as it is. */
const takes = (schema: $ZodType, value: Json): boolean =>
  safeParse(schema as never, value, { reportInput: false, jitless: true }).success;

/** The value in another form that the schema takes; undefined where none is known. */
export function suggestValue(schema: $ZodType, typed: string, given: Json): Json | undefined {
  return candidates(typed, schema).find((value) => value !== given && takes(schema, value));
}

/** The suggestion in words, in YAML: `quote it: "1.10"`, `remove the quotes: 6`, `write 250m`. */
export function suggestionInWords(suggestion: Json, typed: string, given: Json): string {
  if (suggestion === typed && typeof given !== 'string') return `quote it: ${JSON.stringify(typed)}`;
  if (typeof suggestion !== 'string' && String(suggestion) === given) return `remove the quotes: ${given}`;
  const isPlain = typeof suggestion !== 'string' || /^[0-9]+(?:m|k|[KMGT]i)$/.test(suggestion);
  return `write ${isPlain ? suggestion : JSON.stringify(suggestion)}`;
}
