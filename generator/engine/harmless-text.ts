// Which texts can stand in a template, and in YAML's double quotes, as they are. Knows no pipeline and no layout.
import { type Node, nodeOf } from './expression.ts';
import { elementOf, isHarmlessText, shapeOf } from './schema-shape.ts';
import { isTextFragment, typeOf } from './value-type.ts';

/** Static text that itself holds braces, made safe for a template. */
export function escapeBraces(text: string): string {
  return text.replace(/\{\{.*?\}\}/gs, (action) =>
    action.includes('`') ? action.replaceAll('{{', '{{ "{{" }}') : `{{\`${action}\`}}`,
  );
}

/** Whether an expression's text has only characters that need no escape in YAML's double quotes. */
export function isHarmless(node: Node): boolean {
  switch (node.kind) {
    case 'value':
    case 'variable':
      return node.schema === undefined ? typeOf(node) === 'integer' : isHarmlessText(node.schema);
    case 'builtin':
    case 'checksum':
      return true;
    case 'literal':
      return typeof node.value !== 'string' || isHarmlessLiteral(node.value, false);
    case 'text':
      return node.parts.every((part, index) =>
        typeof part === 'string' ? isHarmlessLiteral(part, index < node.parts.length - 1) : isHarmless(part),
      );
    case 'include':
      return isTextFragment(node.fragment) && isHarmless(nodeOf(node.fragment.body) as Node);
    case 'joinEach':
      return isHarmless(node.text);
    case 'when':
      return isHarmlessBody(node.body);
    case 'choice':
      return isHarmlessBody(node.chosen) && isHarmlessBody(node.other);
    case 'call':
      return typeOf(node) !== 'string' || isHarmlessCall(node);
    default:
      return false;
  }
}

function isHarmlessCall(node: Node & { kind: 'call' }): boolean {
  if (node.operator === 'ternary' || node.operator === 'fallback')
    return node.operands.slice(0, 2).every(isHarmless);
  const [list, separator] = node.operands;
  if (node.operator !== 'joined' || list === undefined || separator === undefined) return false;
  const schema = 'schema' in list ? list.schema : undefined;
  return schema !== undefined && isHarmlessText(elementOf(shapeOf(schema).schema)) && isHarmless(separator);
}

/** No escape is needed, and no brace of the text runs into the braces of an action. */
const isHarmlessLiteral = (text: string, beforeHole: boolean): boolean =>
  /^[^"\\\p{C}]*$/u.test(text) && !/\{\{|\}\}/.test(text) && !(beforeHole && text.endsWith('{'));

const isHarmlessBody = (body: unknown): boolean =>
  isHarmless(nodeOf(body) ?? { kind: 'literal', value: String(body) });
