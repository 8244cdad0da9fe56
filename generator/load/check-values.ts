// Loaded values against their schema: the typed value, or everything that is wrong with it, each at its
// place in its file. Must not know any setting's name.
import type { z } from 'zod';
import { type Diagnostic, formatPath, sortDiagnostics } from '../diagnostic.ts';
import { describeIssue, noMessage } from './describe-issue.ts';
import { dropNulls } from './drop-nulls.ts';
import { finding, type Span, wholeFile } from './finding.ts';
import type { LoadedFile } from './load-environment.ts';
import type { JsonMap } from './merge-layers.ts';
import { repairValues } from './repair-values.ts';
import type { Fault, Judgement } from './values-fault.ts';

export interface CheckedValues<T> {
  /** Only when nothing is wrong with the values. */
  readonly value?: T;
  /** When something is wrong: a guess at what was meant, good enough to ask rules about, never to write. */
  readonly guess?: T;
  /** What the schema finds; what the reader found stands in the loaded file. Sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Place {
  readonly file: string;
  readonly span: Span;
}

function placeOf(fault: Fault, loaded: LoadedFile): Place {
  const whole = { file: loaded.file, span: wholeFile };
  if (fault.at !== 'parent') {
    const origin = loaded.origin(fault.path);
    const order = fault.at === 'key' ? [origin?.key, origin?.value] : [origin?.value, origin?.key];
    const span = order.find((candidate) => candidate !== undefined && candidate.length > 0);
    if (origin !== undefined && span !== undefined) return { file: origin.file, span };
  }
  for (let depth = fault.path.length - 1; depth > 0; depth--) {
    const origin = loaded.origin(fault.path.slice(0, depth));
    const span = origin?.key ?? origin?.value;
    if (origin !== undefined && span !== undefined) return { file: origin.file, span };
  }
  return whole;
}

/** A missing key that a misspelt neighbour explains, or that an unreadable part may hold, is not told. */
function isWorthTelling(fault: Fault, faults: readonly Fault[], complete: boolean): boolean {
  if (fault.code !== 'VALUE-MISSING') return true;
  if (!complete) return false;
  const path = formatPath(fault.path);
  return !faults.some(
    ({ meant, path: misspelt }) =>
      meant !== undefined && formatPath([...misspelt.slice(0, -1), meant]) === path,
  );
}

const isFromReader = ({ code }: Diagnostic): boolean => code.startsWith('YAML-');

function findingsOf(faults: readonly Fault[], loaded: LoadedFile): Diagnostic[] {
  const told = new Set(
    loaded.diagnostics.filter(isFromReader).map(({ file, line, path }) => `${file}:${line} ${path}`),
  );
  const seen = new Set<string>();
  const findings: Diagnostic[] = [];
  for (const fault of faults) {
    if (!isWorthTelling(fault, faults, loaded.complete)) continue;
    const { code, path, message, hint, cure } = fault;
    const result = finding({ code, path, message, hint, cure, ...placeOf(fault, loaded) });
    // What the reader refused has the wrong type, too: one cause, one finding.
    if (told.has(`${result.file}:${result.line} ${result.path}`)) continue;
    const mark = `${code} ${result.path}`;
    if (!seen.has(mark)) findings.push(result);
    seen.add(mark);
  }
  return sortDiagnostics(findings);
}

function faultsIn(
  schema: z.ZodType,
  judgement: Judgement,
  jitless = true,
): { value: unknown } | { faults: readonly Fault[] } {
  const parsed = schema.safeParse(judgement.data, { error: () => noMessage, reportInput: false, jitless });
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.flatMap((issue) => describeIssue(issue, judgement)) };
}

/** Mending one fault can uncover another; what is not mended after a few rounds stays without a guess. */
const rounds = 4;

function guessValue(schema: z.ZodType, first: readonly Fault[], judgement: Judgement): unknown {
  let current = judgement;
  let faults = first;
  for (let round = 0; round < rounds; round++) {
    const data: JsonMap = repairValues(faults, current);
    current = { ...current, data };
    const result = faultsIn(schema, current);
    if ('value' in result) return result.value;
    faults = result.faults;
  }
  return undefined;
}

/**
 * Checks loaded values. Nulls at optional keys and in records are taken out first, as Helm does.
 * All findings at once; a key that is missing because its neighbour is misspelt is one finding.
 * @param isOneOfMany lets zod compile the schema first, which costs a single run more than it saves a hundred.
 */
export function checkValues<T>(
  schema: z.ZodType<T>,
  loaded: LoadedFile,
  isOneOfMany = false,
): CheckedValues<T> {
  const judgement: Judgement = {
    root: schema,
    data: dropNulls(schema, loaded.data),
    sourceOf: (path) => loaded.origin(path)?.source,
  };
  const result = faultsIn(schema, judgement, !isOneOfMany);
  if ('value' in result) return { value: result.value as T, diagnostics: [] };
  // Of a file that says nothing, a guess would be the defaults and the examples alone.
  const says = Object.keys(judgement.data).length > 0;
  const guess = says ? (guessValue(schema, result.faults, judgement) as T | undefined) : undefined;
  const diagnostics = findingsOf(result.faults, loaded);
  return guess === undefined ? { diagnostics } : { guess, diagnostics };
}
