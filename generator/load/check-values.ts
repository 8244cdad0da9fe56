// Loaded values against their schema: the typed value, or everything that is wrong with it, each at its
// place in its file. Must not know any setting's name.
import type { z } from 'zod';
import { type Diagnostic, formatPath, sortDiagnostics } from '../diagnostic.ts';
import { describeIssue, noMessage } from './describe-issue.ts';
import { dropNulls } from './drop-nulls.ts';
import { finding, type Span } from './finding.ts';
import { joinIndentation } from './join-indentation.ts';
import type { LoadedFile } from './load-environment.ts';
import type { JsonMap } from './merge-layers.ts';
import { repairValues } from './repair-values.ts';
import type { Fault, Judgement, OtherNames } from './values-fault.ts';
import { writtenPaths } from './written-paths.ts';

interface CheckedValues<T> {
  /** Only when nothing is wrong with the values. */
  readonly value?: T;
  /** When something is wrong: a guess at what was meant, good enough to ask rules about, never to write. */
  readonly guess?: T;
  /** Where the guess is not what was written: of these paths, and what stands below or above, rules know nothing. */
  readonly doubtful: readonly Path[];
  /** What the schema finds; what the reader found stands in the loaded file. Sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

type Path = readonly PropertyKey[];

interface Place {
  readonly file: string;
  readonly span: Span;
}

function placeOf(fault: Fault, loaded: LoadedFile): Place {
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
  return topOf(loaded);
}

/** Where a line may be added to a file: at the first of its settings, else at its very start. */
function topOf(loaded: LoadedFile): Place {
  const { file, data } = loaded;
  const origins = Object.keys(data).map((key) => loaded.origin([key]));
  const spans = origins.flatMap((origin) => (origin?.file === file && origin.key ? [origin.key] : []));
  const first = { line: 1, column: 1, length: 0 };
  return { file, span: spans.toSorted((one, other) => one.line - other.line)[0] ?? first };
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

/** What the reader refused has another value than the one written, or one of two. */
function doubtfulToReader({ diagnostics, data }: LoadedFile): readonly Path[] {
  const refused = diagnostics.filter(({ code, path }) => code.startsWith('YAML-') && path !== '');
  if (refused.length === 0) return [];
  const paths = writtenPaths(data);
  return refused.flatMap(({ path }) => {
    const steps = paths.get(path);
    return steps === undefined ? [] : [steps];
  });
}

const isFromReader = ({ code }: Diagnostic): boolean => code.startsWith('YAML-');

function findingsOf(faults: readonly Fault[], judgement: Judgement, loaded: LoadedFile): Diagnostic[] {
  const told = new Set(
    loaded.diagnostics.filter(isFromReader).map(({ file, line, path }) => `${file}:${line} ${path}`),
  );
  const seen = new Set<string>();
  const findings: Diagnostic[] = [];
  for (const fault of joinIndentation(faults, judgement)) {
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
): { value: unknown } | { faults: readonly Fault[] } {
  // zod's own compiler costs a single run more than it saves a thousand, and its product is the slower one.
  const options = { error: () => noMessage, reportInput: false, jitless: true };
  const parsed = schema.safeParse(judgement.data, options);
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.flatMap((issue) => describeIssue(issue, judgement)) };
}

/** Mending one fault can uncover another; what is not mended after a few rounds stays without a guess. */
const rounds = 4;

/** Where a repair puts in something that nobody wrote; a key under its right name keeps its value. */
const doubtIn = ({ code, path, belongs }: Fault): readonly Path[] =>
  code !== 'VALUE-UNKNOWN-KEY' ? [path] : belongs === undefined ? [] : [belongs];

interface Guess {
  readonly value: unknown;
  readonly doubtful: readonly Path[];
}

function guessValue(schema: z.ZodType, first: readonly Fault[], judgement: Judgement): Guess | undefined {
  const doubtful: Path[] = [];
  let current = judgement;
  let faults = first;
  for (let round = 0; round < rounds; round++) {
    doubtful.push(...faults.flatMap(doubtIn));
    const data: JsonMap = repairValues(faults, current);
    current = { ...current, data };
    const result = faultsIn(schema, current);
    if ('value' in result) return { value: result.value, doubtful };
    faults = result.faults;
  }
  return undefined;
}

/**
 * Checks loaded values. Nulls at optional keys and in records are taken out first, as Helm does.
 * All findings at once; a key that is missing because its neighbour is misspelt is one finding.
 */
export function checkValues<T>(
  schema: z.ZodType<T>,
  loaded: LoadedFile,
  otherNames: OtherNames = new Map(),
): CheckedValues<T> {
  const judgement: Judgement = {
    root: schema,
    data: dropNulls(schema, loaded.data),
    sourceOf: (path) => loaded.origin(path)?.source,
    otherNames,
  };
  const unread = doubtfulToReader(loaded);
  const result = faultsIn(schema, judgement);
  if ('value' in result) return { value: result.value as T, doubtful: unread, diagnostics: [] };
  // Of a file that says nothing, a guess would be the defaults and the examples alone.
  const says = Object.keys(judgement.data).length > 0;
  const guess = says ? guessValue(schema, result.faults, judgement) : undefined;
  const diagnostics = findingsOf(result.faults, judgement, loaded);
  if (guess === undefined) return { doubtful: [], diagnostics };
  return { guess: guess.value as T, doubtful: [...unread, ...guess.doubtful], diagnostics };
}
