// The files of a chart's templates folder: resources, named fragments, checks and notes.
import { type Fragment, type Node, nodeOf } from './expression.ts';
import { printNode, printOperand, type Scope } from './print-expression.ts';
import { joinParts, printHole } from './print-text.ts';
import { deeper, type PrintBody, pad, printControlled, printEntries, printItems } from './print-tree.ts';
import { isTextFragment } from './value-type.ts';

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
  const printFail: PrintBody = (message, at) => [
    `${pad(deeper(at))}{{- fail ${printOperand(nodeOf(message) as Node, at.scope)} }}`,
  ];
  const lines = printControlled(check, { indent: 0, scope: rootScope(options) }, printFail);
  return [`{{- /* ${comment} */ -}}`, ...lines].join('\n');
}

/** A message that is shown when its condition holds, for notes: plain text, so that its holes need no escape. */
export function printNote(check: unknown, options: PrintOptions): string {
  const printMessage: PrintBody = (message, at) => ['', `Warning: ${printPlainly(message, at.scope)}`];
  return printControlled(check, { indent: 0, scope: rootScope(options) }, printMessage).join('\n');
}

/** A message with its holes in place, unless a brace of its own could be taken for one. */
function printPlainly(message: unknown, scope: Scope): string {
  const node = nodeOf(message) as Node;
  const hasBrace =
    node.kind === 'text' && node.parts.some((part) => typeof part === 'string' && /[{}]/.test(part));
  return hasBrace ? `{{ ${printNode(node, scope)} }}` : printHole(node, scope);
}

/** A `define` of one fragment. */
export function printFragment(fragment: Fragment, options: PrintOptions): string {
  const scope = rootScope(options);
  const body = nodeOf(fragment.body);
  const printBody = (): string[] => {
    if (isTextFragment(fragment)) return printTextLines(body as Node, scope);
    if (body?.kind === 'merge') {
      const from: Node = { kind: 'include', fragment: body.fragment };
      return [`{{ ${printNode(from, scope)} }}`, ...printEntries(body.more, { indent: 0, scope })];
    }
    if (Array.isArray(fragment.body)) return printItems(fragment.body, { indent: 0, scope });
    return printEntries(fragment.body as Readonly<Record<string, unknown>>, { indent: 0, scope });
  };
  return [
    `{{- /* ${fragment.comment} */ -}}`,
    `{{- define ${JSON.stringify(fragment.name)} -}}`,
    ...printBody(),
    '{{- end }}',
  ].join('\n');
}

/** The text of a fragment over several lines, where every line break is trimmed away again. */
function printTextLines(node: Node, scope: Scope): string[] {
  const trimmed = (pipeline: string): string => `{{- ${pipeline} -}}`;
  const part = (body: unknown): string[] =>
    typeof body === 'string' ? [body] : printTextLines(nodeOf(body) as Node, scope);
  switch (node.kind) {
    case 'choice':
      return [
        trimmed(`if ${printNode(node.condition, scope)}`),
        ...part(node.chosen),
        trimmed('else'),
        ...part(node.other),
        trimmed('end'),
      ];
    case 'joinEach': {
      const { head, separator, text } = joinParts(node, scope);
      return [trimmed(head), separator + text, trimmed('end')];
    }
    case 'text':
      return joinParted(
        node.parts.map((each) =>
          typeof each === 'string'
            ? each
            : isLong(each)
              ? printTextLines(each, scope)
              : printHole(each, scope),
        ),
      );
    default:
      return [printHole(node, scope)];
  }
}

/** Conditional texts get lines of their own, unless white space at their edge would be trimmed with the break. */
function isLong(node: Node): boolean {
  if (node.kind !== 'when') return node.kind === 'choice' || node.kind === 'joinEach';
  return false;
}

function joinParted(parts: readonly (string | readonly string[])[]): string[] {
  const lines: string[] = [''];
  for (const part of parts) {
    if (typeof part === 'string') lines[lines.length - 1] += part;
    else lines.push(...part, '');
  }
  return lines.filter((line) => line !== '');
}
