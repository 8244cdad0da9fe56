// Data trees as the templates of a Helm chart, laid out as a person would write them. Knows nothing of
// values beyond what the expressions say, and no resource by name.
import { type Fragment, type Node, nodeOf, type Variable } from './expression.ts';
import { escapeBraces, isHarmless, isTextFragment, printNode, type Scope, typeOf } from './print-expression.ts';
import { isNeverEmpty, maximumOf, shapeOf, startsWithLetter } from './schema-shape.ts';
import { assertNeverEmpty, schemaOf } from './tree.ts';
import { printScalar } from './yaml.ts';

/** Where a piece is printed: how deep, and what is bound there. */
interface Place {
  readonly indent: number;
  readonly scope: Scope;
}

const pad = (place: Place): string => ' '.repeat(place.indent);
const deeper = (place: Place, by = 2): Place => ({ ...place, indent: place.indent + by });
const action = (place: Place, pipeline: string): string => `${pad(place)}{{- ${pipeline} }}`;

/** The lines of a map's entries. */
export function printEntries(map: Readonly<Record<string, unknown>>, place: Place): string[] {
  return Object.entries(map).flatMap(([key, value]) => printControlled(value, place, (body, at) => printEntry(key, body, at)));
}

type PrintBody = (body: unknown, place: Place) => string[];

/** Unfolds conditions and loops into action lines around what `printBody` prints. */
function printControlled(value: unknown, place: Place, printBody: PrintBody): string[] {
  const node = nodeOf(value);
  switch (node?.kind) {
    case 'commented':
      return [...node.comment.split('\n').map((line) => `${pad(place)}# ${line}`), ...printControlled(node.body, place, printBody)];
    case 'when':
      return [
        action(place, `if ${printNode(node.condition, place.scope)}`),
        ...printControlled(node.body, place, printBody),
        action(place, 'end'),
      ];
    case 'choice':
      return [
        action(place, `if ${printNode(node.condition, place.scope)}`),
        ...printControlled(node.chosen, place, printBody),
        action(place, 'else'),
        ...printControlled(node.other, place, printBody),
        action(place, 'end'),
      ];
    case 'with':
      return printBlock({ verb: 'with', subject: node.subject, item: node.variable, body: node.body }, place, printBody);
    case 'each':
      return printBlock({ verb: 'range', subject: node.subject, item: node.item, key: node.key, body: node.body }, place, printBody);
    default:
      return printBody(value, place);
  }
}

interface Block {
  readonly verb: 'with' | 'range';
  readonly subject: Node;
  readonly item: Variable;
  readonly key?: Variable | undefined;
  readonly body: unknown;
}

/** A name for what a block binds: the singular of the list's key. */
function nameFor(block: Block): string {
  const path = block.subject.kind === 'value' || block.subject.kind === 'variable' ? block.subject.path : [];
  const last = path.at(-1) ?? 'index';
  return block.verb === 'range' && last.endsWith('s') ? last.slice(0, -1) : last;
}

function printBlock(block: Block, place: Place, printBody: PrintBody): string[] {
  const attempt = (names: Scope['names'], wanted: Set<Variable>): string[] => {
    const scope = { ...place.scope, dot: block.item, names, wanted };
    return printControlled(block.body, { ...place, scope }, printBody);
  };
  const wanted = new Set<Variable>();
  let body = attempt(place.scope.names, wanted);
  let head = printNode(block.subject, place.scope);
  if (wanted.has(block.item) || block.key !== undefined) {
    const name = nameFor(block);
    const names = new Map(place.scope.names).set(block.item, name);
    if (block.key !== undefined) names.set(block.key, `${name}Name`);
    wanted.clear();
    body = attempt(names, wanted);
    head = `${block.key === undefined ? '' : `$${name}Name, `}$${name} := ${head}`;
  }
  for (const variable of wanted) place.scope.wanted.add(variable);
  return [action(place, `${block.verb} ${head}`), ...body, action(place, 'end')];
}

/** The lines of one entry of a map. */
function printEntry(key: string, value: unknown, place: Place): string[] {
  const head = `${pad(place)}${printScalar(key)}:`;
  const node = nodeOf(value);
  if (node === undefined) {
    assertNeverEmpty(value, key);
    if (typeof value !== 'object' || value === null) return [`${head} ${escapeBraces(printPlain(value))}`];
    if (Object.keys(value).length === 0) return [`${head} ${Array.isArray(value) ? '[]' : '{}'}`];
    if (Array.isArray(value)) return [head, ...printItems(value, deeper(place))];
    return [head, ...printEntries(value as Readonly<Record<string, unknown>>, deeper(place))];
  }
  if (node.kind === 'lines') return [`${head} |`, ...printLines(node.lines, deeper(place))];
  if (node.kind === 'carried') {
    return [`${head} |`, action(deeper(place), `.Files.Get ${JSON.stringify(node.path)} | nindent ${place.indent + 2}`)];
  }
  if (['map', 'list'].includes(typeOf(node))) return [head, ...printSubtree(node, deeper(place))];
  return [`${head} ${printValue(node, place.scope)}`];
}

/** A map or list that comes whole from values or from a fragment. */
function printSubtree(node: Node, place: Place): string[] {
  if (node.kind === 'merge') return [...printSubtree({ kind: 'include', fragment: node.fragment }, place), ...printEntries(node.more, place)];
  const pipeline = printNode(node, place.scope);
  if (node.kind === 'include') return [action(place, `${pipeline} | nindent ${place.indent}`)];
  const bound = node.kind === 'variable' && node.path.length === 0 && place.scope.dot === node.variable;
  const schema = schemaOf(node);
  if (!bound && (schema === undefined || !isNeverEmpty(schema))) throw new Error(`${pipeline} may be empty: wrap it in using()`);
  return [action(place, `toYaml ${pipeline} | nindent ${place.indent}`)];
}

function printItems(items: readonly unknown[], place: Place): string[] {
  return items.flatMap((item) => printControlled(item, place, printItem));
}

function printItem(item: unknown, place: Place): string[] {
  const node = nodeOf(item);
  if (node !== undefined) return [`${pad(place)}- ${printValue(node, place.scope)}`];
  if (typeof item !== 'object' || item === null) return [`${pad(place)}- ${escapeBraces(printPlain(item))}`];
  const entries = printEntries(item as Readonly<Record<string, unknown>>, deeper(place));
  const first = entries[0] ?? '{}';
  if (first.trimStart().startsWith('{{-')) throw new Error('the first key of a list item must not be conditional');
  return [`${pad(place)}- ${first.trimStart()}`, ...entries.slice(1)];
}

const printPlain = (value: unknown): string => (typeof value === 'string' ? printScalar(value) : String(value));

/** The scalar after a key. */
function printValue(node: Node, scope: Scope): string {
  const pipeline = (): string => printNode(node, scope);
  switch (typeOf(node)) {
    case 'integer': {
      const schema = schemaOf(node);
      const small = schema === undefined || maximumOf(shapeOf(schema).schema) < 1_000_000;
      return small ? `{{ ${pipeline()} }}` : `{{ int64 ${pipeline()} }}`;
    }
    case 'boolean':
      return `{{ ${pipeline()} }}`;
    case 'string':
      return printText(node, scope);
    default:
      throw new Error('a map or list cannot stand where a scalar must');
  }
}

function printText(node: Node, scope: Scope): string {
  if (node.kind === 'text' && isHarmless(node)) {
    const text = printInline(node.parts, scope);
    return isPlainName(node) ? text : `"${text}"`;
  }
  if (node.kind === 'include' && isPlainName(node)) return `{{ ${printNode(node, scope)} }}`;
  if (node.kind === 'checksum') return `{{ ${printNode(node, scope)} }}`;
  return `{{ ${printNode(node, scope)} | quote }}`;
}

/** Text with its holes in place, for inside quotes, a block of lines or a `define`. */
function printInline(parts: readonly (string | Node)[], scope: Scope): string {
  return parts.map((part) => (typeof part === 'string' ? part : printHole(part, scope))).join('');
}

function printHole(node: Node, scope: Scope): string {
  if (node.kind === 'text') return printInline(node.parts, scope);
  if (node.kind === 'joinEach') return printJoin(node, scope);
  if (node.kind === 'when') return `{{ if ${printNode(node.condition, scope)} }}${printHoleBody(node.body, scope)}{{ end }}`;
  if (node.kind === 'choice') {
    const [chosen, other] = [printHoleBody(node.chosen, scope), printHoleBody(node.other, scope)];
    return `{{ if ${printNode(node.condition, scope)} }}${chosen}{{ else }}${other}{{ end }}`;
  }
  return typeOf(node) === 'integer' ? printValue(node, scope) : `{{ ${printNode(node, scope)} }}`;
}

const printHoleBody = (body: unknown, scope: Scope): string => (typeof body === 'string' ? body : printHole(nodeOf(body) as Node, scope));

/** Whether the text is sure to be read as text without quotes: a name with a hyphen before a letter. */
function isPlainName(node: Node): boolean {
  if (node.kind === 'include') {
    const body = nodeOf(node.fragment.body);
    return body !== undefined && isPlainName(body);
  }
  if (node.kind !== 'text') return false;
  const letterAfterHyphen = node.parts.some((part, index) => {
    const next = node.parts[index + 1];
    if (typeof part !== 'string') return false;
    return /-[a-z]/.test(part) || (part.endsWith('-') && typeof next === 'object' && isLetterFirst(next));
  });
  const isWord = (part: string | Node): boolean => (typeof part === 'string' ? /^[-A-Za-z0-9._/]*$/.test(part) : isWordNode(part));
  const first = node.parts[0];
  const startsWell = typeof first === 'string' ? /^[A-Za-z]/.test(first) : first !== undefined && typeOf(first) === 'string';
  return node.parts.every(isWord) && startsWell && (letterAfterHyphen || (typeof first === 'object' && isPlainName(first)));
}

const isLetterFirst = (node: Node): boolean => {
  const schema = schemaOf(node);
  return schema !== undefined && startsWithLetter(schema);
};

function isWordNode(node: Node): boolean {
  if (node.kind === 'builtin') return true;
  if (node.kind === 'include') return isPlainName(node);
  return typeOf(node) === 'integer' || isLetterFirst(node);
}

/** The lines of a carried text; the expressions in it hold no line break, which their schema proves. */
function printLines(all: readonly unknown[], place: Place): string[] {
  const printLine = (line: unknown, at: Place): string[] => {
    if (Array.isArray(line)) return line.flatMap((one) => printControlled(one, at, printLine));
    if (typeof line === 'string') return [line === '' ? '' : `${pad(at)}${escapeBraces(line)}`];
    const node = nodeOf(line) as Node;
    if (!isHarmless(node)) throw new Error('a line may hold only values whose schema allows no line break, quote or backslash');
    return [`${pad(at)}${printHole(node, at.scope)}`];
  };
  return all.flatMap((line) => printControlled(line, place, printLine));
}

function printJoin(node: Node & { kind: 'joinEach' }, scope: Scope): string {
  const name = node.item.schema === undefined ? 'index' : nameFor({ verb: 'range', subject: node.subject, item: node.item, body: undefined });
  const counter = node.item.schema === undefined ? name : 'index';
  const binding = counter === name ? `$${name}` : `$${counter}, $${name}`;
  const inner = { ...scope, dot: node.item, names: new Map(scope.names).set(node.item, name).set(node.index, counter) };
  const text = printHole(node.text, inner);
  return `{{ range ${binding} := ${printNode(node.subject, scope)} }}{{ if $${counter} }}${node.separator}{{ end }}${text}{{ end }}`;
}

export interface PrintOptions {
  readonly chart: string;
  readonly rebase?: Scope['rebase'];
}

const rootScope = (options: PrintOptions): Scope => ({
  chart: options.chart,
  dot: 'root',
  names: new Map(),
  wanted: new Set(),
  rebase: options.rebase ?? ((path) => path),
});

/** A template file of one resource, or of one for each item of a list; `head` is a comment that rendering drops. */
export function printTemplate(tree: unknown, head: string, options: PrintOptions): string {
  const place = { indent: 0, scope: rootScope(options) };
  const printResource: PrintBody = (body, at) => {
    const entries = printEntries(body as Readonly<Record<string, unknown>>, at);
    return at.scope.dot === 'root' ? entries : ['---', ...entries];
  };
  return `${[`{{- /* ${head} */ -}}`, ...printControlled(tree, place, printResource)].join('\n')}\n`;
}

/** A check that fails the rendering with its message. */
export function printCheck(check: unknown, comment: string, options: PrintOptions): string {
  const printFail: PrintBody = (message, at) => [`${pad(deeper(at))}{{- fail (${printNode(nodeOf(message) as Node, at.scope)}) }}`];
  const lines = printControlled(check, { indent: 0, scope: rootScope(options) }, printFail);
  return [`{{- /* ${comment} */ -}}`, ...lines].join('\n');
}

/** A message that is shown when its condition holds, for notes. */
export function printNote(check: unknown, options: PrintOptions): string {
  const printMessage: PrintBody = (message, at) => [`{{ ${printNode(nodeOf(message) as Node, at.scope)} }}`];
  return printControlled(check, { indent: 0, scope: rootScope(options) }, printMessage).join('\n');
}

/** A `define` of one fragment. */
export function printFragment(fragment: Fragment, options: PrintOptions): string {
  const scope = rootScope(options);
  const body = nodeOf(fragment.body);
  const printBody = (): string[] => {
    if (isTextFragment(fragment)) return [printHole(body as Node, scope)];
    if (body?.kind === 'merge') {
      const from: Node = { kind: 'include', fragment: body.fragment };
      return [`{{ ${printNode(from, scope)} }}`, ...printEntries(body.more, { indent: 0, scope })];
    }
    return printEntries(fragment.body as Readonly<Record<string, unknown>>, { indent: 0, scope });
  };
  return [`{{- /* ${fragment.comment} */ -}}`, `{{- define ${JSON.stringify(fragment.name)} -}}`, ...printBody(), '{{- end }}'].join('\n');
}
