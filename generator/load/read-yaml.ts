// One YAML text to plain data, with every finding and, when asked, the place of every key and value.
// Must not know which keys exist, nor other files.
import type { Document, ParsedNode } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { finding } from './finding.ts';
import { type Location, locateEntry } from './locate-entry.ts';
import { type Json, nodeData, type Walk } from './node-data.ts';
import { normalizeText, scanLimits } from './scan-limits.ts';
import { isAboutIndentation, syntaxMessage } from './syntax-messages.ts';
import { type SpanOf, spansOf } from './text-positions.ts';
import { type Documents, parseDocuments } from './yaml-documents.ts';
import { maximumDepth } from './yaml-limits.ts';

export interface YamlFile {
  readonly file: string;
  /** As it was parsed: no byte order mark, LF only. */
  readonly text: string;
  /** Null for an empty file, and when the text could not be parsed. */
  readonly data: Json;
  readonly diagnostics: readonly Diagnostic[];
  /** False when the text could not be parsed as a whole; then nothing should be said about missing keys. */
  readonly complete: boolean;
  /** Where the entry at a path stands; undefined when the text has no such entry. */
  locate(path: readonly PropertyKey[]): Location | undefined;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly spanOf: SpanOf;
}

const tagErrors: ReadonlySet<string> = new Set(['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE']);

function syntaxFindings({ file, spanOf }: Source, document: Document.Parsed): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const lines = new Set<number>();
  let isLost = false;
  for (const problem of [...document.errors, ...document.warnings]) {
    const span = spanOf(Math.max(0, problem.pos[0]), Math.max(0, problem.pos[1]));
    // One mistake makes the parser stumble several times on its line.
    if (lines.has(span.line) || (isLost && isAboutIndentation(problem.code))) continue;
    isLost ||= problem.code === 'BAD_INDENT' || problem.code === 'TAB_AS_INDENT';
    lines.add(span.line);
    diagnostics.push(
      tagErrors.has(problem.code)
        ? finding({ code: 'YAML-TAG', file, span, message: 'This tag is not accepted.' })
        : finding({ code: 'YAML-SYNTAX', file, span, message: syntaxMessage(problem.code) }),
    );
  }
  return diagnostics;
}

function streamFindings({ file, text, spanOf }: Source, parsed: Documents): Diagnostic[] {
  const diagnostics = parsed.directives.map((at) =>
    finding({
      code: 'YAML-DIRECTIVE',
      file,
      span: spanOf(at, text.length),
      message: 'Directives are not accepted.',
    }),
  );
  const second = parsed.documents[1];
  if (second !== undefined) {
    const span = spanOf(second.range[0], second.range[0] + 3);
    const message = 'A second document starts here.';
    diagnostics.push(finding({ code: 'YAML-SEVERAL-DOCUMENTS', file, span, message }));
  }
  return diagnostics;
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const entry of diagnostics) {
    const mark = `${entry.code} ${entry.line} ${entry.column}`;
    if (!seen.has(mark)) seen.set(mark, entry);
  }
  return [...seen.values()];
}

function unread({ file, text }: Source, diagnostics: readonly Diagnostic[]): YamlFile {
  return { file, text, diagnostics, data: null, complete: false, locate: () => undefined };
}

function tooDeep(source: Source, at: number): YamlFile {
  const span = source.spanOf(at, at + 1);
  const message = `Maps and lists are nested deeper than ${maximumDepth} here.`;
  return unread(source, [finding({ code: 'YAML-TOO-DEEP', file: source.file, span, message })]);
}

function read(source: Source, parsed: Documents): YamlFile {
  const { file, text, spanOf } = source;
  const root = (parsed.documents[0]?.contents ?? null) as ParsedNode | null;
  const syntax = parsed.documents.flatMap((document) => syntaxFindings(source, document));
  const broken = syntax.filter(({ code }) => code === 'YAML-SYNTAX').map(({ line }) => line);
  const firstBroken = broken.reduce((least, line) => Math.min(least, line), Number.POSITIVE_INFINITY);
  const walk: Walk = { file, text, spanOf, path: [], diagnostics: [] };
  const data = nodeData(walk, root);
  // After a syntax error the tree is a guess: only what stands before it is told.
  const sound = walk.diagnostics.filter(({ line }) => line < firstBroken);
  return {
    file,
    text,
    data: broken.length === 0 ? data : null,
    complete: broken.length === 0 && parsed.documents.length === 1,
    // What the walk says comes first: of two findings at one place, it knows the path.
    diagnostics: withoutRepeats([...streamFindings(source, parsed), ...sound, ...syntax]),
    locate: (path) => locateEntry(root, path, spanOf),
  };
}

/**
 * Reads one YAML text. Never throws; all findings at once, each with line and column.
 * The values of refused scalars stand in `data` as their text, refused keys are left out of it.
 */
export function readYaml(file: string, rawText: string): YamlFile {
  const text = normalizeText(rawText);
  const source: Source = { file, text, spanOf: spansOf(text) };
  const limits = scanLimits(file, text, source.spanOf);
  if (limits.length > 0) return unread(source, limits);
  const parsed = parseDocuments(text);
  return parsed.tooDeepAt === undefined ? read(source, parsed) : tooDeep(source, parsed.tooDeepAt);
}
