// Checks the name of one setting and what is said about it. Must not know where the setting stands.
import type { $ZodType } from 'zod/v4/core';
import { isEmpty, isMap, type Json } from './json.ts';
import { choicesOf, factsOf } from './schema-facts.ts';
import type { Report } from './schema-fault.ts';

const wordsOfYaml = /^(?:y|n|yes|no|on|off|true|false|null|none)$/i;
const identifier = /^[a-z][A-Za-z0-9]*$/;
const prototypeKeys = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']);

const looksSecret = /password|token|secret$|key$/i;
// A text with one of these names says where a secret or an object is found, and is none itself.
const namesAReference =
  /(?:existingSecret|secretName|secretRef|passwordKey|usernameKey|userKey|tokenKey|certificateKey|passwordFile|tokenFile|keyFile|passwordPath|tokenPath)$/i;
const harmlessKeys = new Set([
  'key',
  'topologyKey',
  'labelKey',
  'annotationKey',
  'configurationKey',
  'refreshKey',
]);

/** Checks one key of an object: its name, and what is said about it. */
export function lintKey(key: string, property: $ZodType, report: Report): void {
  const { inner, meta, defaultValue } = factsOf(property);
  const type = inner._zod.def.type;
  if (wordsOfYaml.test(key)) report('key', `YAML 1.1 reads the key ${key} as something else.`);
  else if (!identifier.test(key) || prototypeKeys.has(key)) {
    report(
      'key',
      `The key ${JSON.stringify(key)} must be camelCase: letters and digits, a small letter first.`,
    );
  }
  if (
    type === 'string' &&
    looksSecret.test(key) &&
    !namesAReference.test(key) &&
    !harmlessKeys.has(key) &&
    meta.secret !== false
  ) {
    report(
      'secret',
      `The key ${key} looks like the content of a secret; name where it is found (existingSecret, passwordKey), or say .meta({ secret: false }) if it is none.`,
    );
  }
  if ((meta.description ?? '').trim() === '')
    report('no-description', 'Say what the setting does: .describe(…).');
  const needsExample = type !== 'object' && type !== 'boolean' && choicesOf(inner) === undefined;
  if (needsExample && (meta.examples ?? []).length === 0 && isEmpty(defaultOrNothing(defaultValue))) {
    report('no-example', 'Show a value that a person would write: .meta({ examples: […] }).');
  }
}

const defaultOrNothing = (value: Json | undefined): Json | undefined => (isMap(value) ? undefined : value);
