// What the reader of YAML suggests for a scalar that it refuses, judged by the schema: only what the schema
// takes is left. Must not know any setting's name.
import type { $ZodType } from 'zod/v4/core';
import type { Diagnostic } from '../diagnostic.ts';
import { isSecretPath } from '../secrets.ts';
import type { LoadedFile } from './load-environment.ts';
import { schemaAt } from './schema-walk.ts';
import { suggestionInWords, suggestValue } from './suggest-value.ts';
import { writtenPaths } from './written-paths.ts';

const refusals: ReadonlySet<string> = new Set([
  'YAML-AMBIGUOUS-VALUE',
  'YAML-INTEGER-RANGE',
  'YAML-NOT-FINITE',
]);

function judge(finding: Diagnostic, schema: $ZodType, typed: string): Diagnostic {
  const { hint: _, ...bare } = finding;
  // As the value of no type, so that the text itself in quotes is among the suggestions.
  const suggestion = suggestValue(schema, typed, null);
  return suggestion === undefined ? bare : { ...bare, hint: suggestionInWords(suggestion, typed, null) };
}

/** What the reader found, with hints that lead to a value which the schema takes, or none. */
export function judgeHints(root: $ZodType, loaded: LoadedFile): readonly Diagnostic[] {
  const { diagnostics, data } = loaded;
  if (!diagnostics.some(({ code }) => refusals.has(code))) return diagnostics;
  const paths = writtenPaths(data);
  return diagnostics.map((finding) => {
    const path = paths.get(finding.path);
    if (!refusals.has(finding.code) || path === undefined || isSecretPath(path)) return finding;
    const schema = schemaAt(root, path, data);
    const source = loaded.origin(path)?.source;
    return schema === undefined || source === undefined ? finding : judge(finding, schema, source);
  });
}
