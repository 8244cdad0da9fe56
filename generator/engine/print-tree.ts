// Data trees as the lines of a template, laid out as a person would write them. Knows nothing of values
// beyond what the expressions say, and no resource by name.
import { type Node, nodeOf, type Variable } from './expression.ts';
import { escapeBraces, isHarmless } from './harmless-text.ts';
import { printNode, type Scope } from './print-expression.ts';
import { nameFor, printHole, printValue } from './print-text.ts';
import { isNeverEmpty, isTextBounded } from './schema-shape.ts';
import { assertNeverEmpty, schemaOf } from './tree.ts';
import { typeOf } from './value-type.ts';
import { printScalar } from './yaml.ts';

/** Where a piece is printed: how deep, and what is bound there. */
export interface Place {
  readonly indent: number;
  readonly scope: Scope;
}

export const pad = (place: Place): string => ' '.repeat(place.indent);
export const deeper = (place: Place, by = 2): Place => ({ ...place, indent: place.indent + by });
const action = (place: Place, pipeline: string): string => `${pad(place)}{{- ${pipeline} }}`;

/** The lines of a map's entries. */
export function printEntries(map: Readonly<Record<string, unknown>>, place: Place): string[] {
  return printNeighbours(Object.entries(map), place, ([key, body], at) => printEntry(key, body, at));
}

/** An entry of a map, or an item of a list under no key. */
type Part = readonly [key: string, value: unknown];
type PrintPart = (part: Part, place: Place) => string[];
type Conditional = Node & { kind: 'when' | 'choice' };

/** Prints parts in order; neighbours under one condition share its block. */
function printNeighbours(parts: readonly Part[], place: Place, printPart: PrintPart): string[] {
  const printed: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const group = parts.slice(at, at + countSameCondition(parts, at, place));
    const [first] = group;
    if (group.length > 1) printed.push(...printGroup(group, place, printPart));
    else if (first)
      printed.push(...printControlled(first[1], place, (body, inner) => printPart([first[0], body], inner)));
    at += group.length;
  }
  return printed;
}

/** A condition as text, where a part has one. */
function conditionOf(value: unknown, place: Place): string | undefined {
  const node = nodeOf(value);
  if (node?.kind !== 'when' && node?.kind !== 'choice') return undefined;
  return printNode(node.condition, place.scope);
}

function countSameCondition(parts: readonly Part[], from: number, place: Place): number {
  const condition = conditionOf(parts[from]?.[1], place);
  let end = from + 1;
  while (condition !== undefined && end < parts.length && conditionOf(parts[end]?.[1], place) === condition)
    end++;
  return end - from;
}

function printGroup(group: readonly Part[], place: Place, printPart: PrintPart): string[] {
  const nodes = group.map(([key, value]) => [key, nodeOf(value) as Conditional] as const);
  const first = (nodes[0] as readonly [string, Conditional])[1];
  const open = action(place, `if ${printNode(first.condition, place.scope)}`);
  const choices = nodes.flatMap(([key, node]) =>
    node.kind === 'choice' ? [[key, node.other] as const] : [],
  );
  const chosen = nodes.map(([key, node]) => [key, node.kind === 'when' ? node.body : node.chosen] as const);
  const other =
    choices.length === 0 ? [] : [action(place, 'else'), ...printNeighbours(choices, place, printPart)];
  return [open, ...printNeighbours(chosen, place, printPart), ...other, action(place, 'end')];
}

export type PrintBody = (body: unknown, place: Place) => string[];

/** Unfolds conditions and loops into action lines around what `printBody` prints. */
export function printControlled(value: unknown, place: Place, printBody: PrintBody): string[] {
  const node = nodeOf(value);
  switch (node?.kind) {
    case 'commented':
      return [
        ...node.comment.split('\n').map((line) => `${pad(place)}# ${line}`),
        ...printControlled(node.body, place, printBody),
      ];
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
      return printBlock(
        { verb: 'with', subject: node.subject, item: node.variable, body: node.body },
        place,
        printBody,
      );
    case 'each':
      return printBlock(
        { verb: 'range', subject: node.subject, item: node.item, key: node.key, body: node.body },
        place,
        printBody,
      );
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
    return [
      `${head} |`,
      action(deeper(place), `.Files.Get ${JSON.stringify(node.path)} | nindent ${place.indent + 2}`),
    ];
  }
  if (['map', 'list'].includes(typeOf(node))) return [head, ...printSubtree(node, deeper(place))];
  return [`${head} ${printValue(node, place.scope)}`];
}

/** A map or list that comes whole from values or from a fragment. */
function printSubtree(node: Node, place: Place): string[] {
  if (node.kind === 'merge')
    return [
      ...printSubtree({ kind: 'include', fragment: node.fragment }, place),
      ...printEntries(node.more, place),
      ...(node.own === undefined
        ? []
        : printControlled(node.own, place, (own, at) => printSubtree(nodeOf(own) as Node, at))),
    ];
  const pipeline = printNode(node, place.scope);
  if (node.kind === 'include') return [action(place, `${pipeline} | nindent ${place.indent}`)];
  const bound = node.kind === 'variable' && node.path.length === 0 && place.scope.dot === node.variable;
  const schema = schemaOf(node);
  if (!bound && (schema === undefined || !isNeverEmpty(schema)))
    throw new Error(`${pipeline} may be empty: wrap it in using()`);
  // toYaml gives nothing at all when a text below holds a character that YAML cannot carry raw.
  if (schema === undefined || !isTextBounded(schema))
    throw new Error(`${pipeline} holds free text, which toYaml may lose: print it key by key`);
  return [action(place, `toYaml ${pipeline} | nindent ${place.indent}`)];
}

/** The lines of a list's items. */
export function printItems(items: readonly unknown[], place: Place): string[] {
  return printNeighbours(
    items.map((item) => ['', item] as const),
    place,
    ([, item], at) => printItem(item, at),
  );
}

function printItem(item: unknown, place: Place): string[] {
  const node = nodeOf(item);
  if (node?.kind === 'spread') return printSubtree({ kind: 'include', fragment: node.fragment }, place);
  if (node !== undefined) return [`${pad(place)}- ${printValue(node, place.scope)}`];
  if (typeof item !== 'object' || item === null) return [`${pad(place)}- ${escapeBraces(printPlain(item))}`];
  const entries = printEntries(item as Readonly<Record<string, unknown>>, deeper(place));
  const first = entries[0] ?? '{}';
  if (first.trimStart().startsWith('{{-'))
    throw new Error('the first key of a list item must not be conditional');
  return [`${pad(place)}- ${first.trimStart()}`, ...entries.slice(1)];
}

const printPlain = (value: unknown): string =>
  typeof value === 'string' ? printScalar(value) : String(value);

/** The lines of a carried text; the expressions in it hold no line break, which their schema proves. */
function printLines(all: readonly unknown[], place: Place): string[] {
  const printLine = (line: unknown, at: Place): string[] => {
    if (Array.isArray(line)) return line.flatMap((one) => printControlled(one, at, printLine));
    if (typeof line === 'string') return [line === '' ? '' : `${pad(at)}${escapeBraces(line)}`];
    const node = nodeOf(line) as Node;
    if (!isHarmless(node, 'line'))
      throw new Error('a line may hold only values whose schema allows no line break, quote or backslash');
    return [`${pad(at)}${printHole(node, at.scope)}`];
  };
  const printed = all.flatMap((line) => printControlled(line, place, printLine));
  const lost = printed.findIndex((line, index) => line === '' && /^\s*\{\{-/.test(printed[index + 1] ?? ''));
  if (lost !== -1)
    throw new Error('an empty line before a conditional one would be trimmed away: move it inside');
  return printed;
}
