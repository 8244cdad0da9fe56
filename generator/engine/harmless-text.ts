// Which texts can stand in a template, and in YAML's double quotes, as they are. Knows no pipeline and no layout.
import { type Node, nodeOf } from './expression.ts';
import { elementOf, isHarmlessText, shapeOf, type TextPlace } from './schema-shape.ts';
import { isTextFragment, typeOf } from './value-type.ts';

/** Static text that itself holds braces, made safe for a template. */
export function escapeBraces(text: string): string {
  return text.replace(/\{\{.*?\}\}/gs, (action) =>
    action.includes('`') ? action.replaceAll('{{', '{{ "{{" }}') : `{{\`${action}\`}}`,
  );
}

/** Whether an expression's text has only characters that need no escape where it is to stand. */
export function isHarmless(node: Node, place: TextPlace = 'quotes'): boolean {
  switch (node.kind) {
    case 'value':
    case 'variable':
      return node.schema === undefined ? typeOf(node) === 'integer' : isHarmlessText(node.schema, place);
    case 'builtin':
    case 'checksum':
      return true;
    case 'literal':
      return typeof node.value !== 'string' || isHarmlessLiteral(node.value, false);
    case 'text':
      return node.parts.every((part, index) =>
        typeof part === 'string'
          ? isHarmlessLiteral(part, index < node.parts.length - 1)
          : isHarmless(part, place),
      );
    case 'include':
      return isTextFragment(node.fragment) && isHarmless(nodeOf(node.fragment.body) as Node, place);
    case 'joinEach':
      return isHarmless(node.text, place);
    case 'when':
      return isHarmlessBody(node.body, place);
    case 'choice':
      return isHarmlessBody(node.chosen, place) && isHarmlessBody(node.other, place);
    case 'call':
      return typeOf(node) !== 'string' || isHarmlessCall(node, place);
    default:
      return false;
  }
}

function isHarmlessCall(node: Node & { kind: 'call' }, place: TextPlace): boolean {
  if (node.operator === 'ternary' || node.operator === 'fallback')
    return node.operands.slice(0, 2).every((operand) => isHarmless(operand, place));
  const [list, separator] = node.operands;
  if (node.operator !== 'joined' || list === undefined || separator === undefined) return false;
  const schema = 'schema' in list ? list.schema : undefined;
  return (
    schema !== undefined &&
    isHarmlessText(elementOf(shapeOf(schema).schema), place) &&
    isHarmless(separator, place)
  );
}

/** No escape is needed, and no brace of the text runs into the braces of an action. */
const isHarmlessLiteral = (text: string, beforeHole: boolean): boolean =>
  /^[^"\\\p{C}]*$/u.test(text) && !/\{\{|\}\}/.test(text) && !(beforeHole && text.endsWith('{'));

const isHarmlessBody = (body: unknown, place: TextPlace): boolean =>
  isHarmless(nodeOf(body) ?? { kind: 'literal', value: String(body) }, place);
