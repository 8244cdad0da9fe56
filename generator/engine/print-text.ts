// Scalars and texts of a template: bare, in quotes, or with actions inside. Knows no layout.
import { type Node, nodeOf } from './expression.ts';
import { isHarmless } from './harmless-text.ts';
import { printNode, type Scope } from './print-expression.ts';
import { maximumOf, shapeOf, startsWithLetter } from './schema-shape.ts';
import { schemaOf } from './tree.ts';
import { typeOf } from './value-type.ts';

interface Named {
  readonly verb: 'with' | 'range';
  readonly subject: Node;
}

/** A name for what a block binds: the singular of the list's key. */
export function nameFor(block: Named): string {
  const path = block.subject.kind === 'value' || block.subject.kind === 'variable' ? block.subject.path : [];
  const last = path.at(-1) ?? 'index';
  return block.verb === 'range' && last.endsWith('s') ? last.slice(0, -1) : last;
}

/** The scalar after a key. */
export function printValue(node: Node, scope: Scope): string {
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

export function printHole(node: Node, scope: Scope): string {
  if (node.kind === 'text') return printInline(node.parts, scope);
  if (node.kind === 'joinEach') return printJoin(node, scope);
  if (node.kind === 'when')
    return `{{ if ${printNode(node.condition, scope)} }}${printHoleBody(node.body, scope)}{{ end }}`;
  if (node.kind === 'choice') {
    const [chosen, other] = [printHoleBody(node.chosen, scope), printHoleBody(node.other, scope)];
    return `{{ if ${printNode(node.condition, scope)} }}${chosen}{{ else }}${other}{{ end }}`;
  }
  return typeOf(node) === 'integer' ? printValue(node, scope) : `{{ ${printNode(node, scope)} }}`;
}

const printHoleBody = (body: unknown, scope: Scope): string =>
  typeof body === 'string' ? body : printHole(nodeOf(body) as Node, scope);

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
  const isWord = (part: string | Node): boolean =>
    typeof part === 'string' ? /^[-A-Za-z0-9._/]*$/.test(part) : isWordNode(part);
  const first = node.parts[0];
  const startsWell =
    typeof first === 'string' ? /^[A-Za-z]/.test(first) : first !== undefined && typeOf(first) === 'string';
  return (
    node.parts.every(isWord) &&
    startsWell &&
    (letterAfterHyphen || (typeof first === 'object' && isPlainName(first)))
  );
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

function printJoin(node: Node & { kind: 'joinEach' }, scope: Scope): string {
  const { head, separator, text } = joinParts(node, scope);
  return `{{ ${head} }}${separator}${text}{{ end }}`;
}

export function joinParts(
  node: Node & { kind: 'joinEach' },
  scope: Scope,
): { head: string; separator: string; text: string } {
  const counter = 'index';
  const found = nameFor({ verb: 'range', subject: node.subject });
  // A list without a name of its own, as inside a `with`, must not take the name of the counter.
  const ofItem = found === counter ? 'item' : found;
  const name = node.item.schema === undefined ? counter : ofItem;
  const binding = name === counter ? `$${name}` : `$${counter}, $${name}`;
  const inner = {
    ...scope,
    dot: node.item,
    names: new Map(scope.names).set(node.item, name).set(node.index, counter),
  };
  return {
    head: `range ${binding} := ${printNode(node.subject, scope)}`,
    separator: `{{ if $${counter} }}${node.separator}{{ end }}`,
    text: printHole(node.text, inner),
  };
}
