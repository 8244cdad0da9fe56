// Resources as data trees: the types that tie a Kubernetes type's fields to expressions, and the forms
// that make a part of the tree depend on values. Knows no resource and no setting by name.
import {
  type Expr,
  expression,
  type Fragment,
  type Node,
  nodeOf,
  type Omissible,
  type Operand,
  operandNode,
  type Scalar,
  type Variable,
} from './expression.ts';
import { type Ref, variableOf } from './reference.ts';
import { elementOf, isNeverEmpty, shapeOf } from './schema-shape.ts';

// The Kubernetes client's classes write `_from`, `_default`, … where the API says from, default, ….
type FieldName<K> = K extends `_${infer Name}` ? Name : K;

/** What may stand where Kubernetes wants a list of `T`: items may be conditional or repeated. */
export type Items<T> = readonly (Template<T> | Omissible<Template<T>>)[];

/** What may stand where Kubernetes wants a `T`. */
export type Template<T> =
  | Expr<T>
  | (T extends Scalar
      ? T
      : T extends Date
        ? string
        : T extends readonly (infer Item)[]
          ? Items<Item>
          : T extends object
            ? {
                readonly [K in keyof T as FieldName<K>]: undefined extends
                  | T[K]
                  | (string extends K ? undefined : never)
                  ? Template<NonNullable<T[K]>> | Omissible<Template<NonNullable<T[K]>>>
                  : Template<T[K]>;
              }
            : never);

declare const resource: unique symbol;

/** One Kubernetes object, as a data tree. */
export interface Manifest {
  readonly [resource]: true;
}

/** A whole resource of the Kubernetes type `T`. */
export function manifest<T>(tree: Template<T> & object): Manifest {
  return tree as unknown as Manifest;
}

/** Left out unless the condition holds. */
export function when<T extends Scalar>(condition: Expr<boolean>, body: Operand<T>): Omissible<Expr<T>>;
export function when<V>(condition: Expr<boolean>, body: NoInfer<V>): Omissible<V>;
export function when(condition: Expr<boolean>, body: unknown): Omissible<unknown> {
  return expression({
    kind: 'when',
    condition: operandNode(condition),
    body,
  }) as unknown as Omissible<unknown>;
}

/** One of two parts, by a condition. */
export function pick<A extends Scalar, B extends Scalar>(
  condition: Expr<boolean>,
  chosen: Operand<A>,
  other: Operand<B>,
): Expr<A | B>;
export function pick<V>(condition: Expr<boolean>, chosen: NoInfer<V>, other: NoInfer<V>): Expr<V>;
export function pick(condition: Expr<boolean>, chosen: unknown, other: unknown): Expr<unknown> {
  return expression({ kind: 'choice', condition: operandNode(condition), chosen, other });
}

/** Left out when the map or list is empty or absent; otherwise its body, with the value bound. */
export function using<T extends object | undefined, V>(
  subject: Expr<T>,
  body: (value: Ref<NonNullable<T>>) => NoInfer<V>,
): Omissible<V> {
  const node = operandNode(subject);
  const schema = schemaOf(node);
  const shape = schema === undefined ? undefined : shapeOf(schema);
  if (shape === undefined || !['map', 'record', 'list'].includes(shape.kind)) {
    throw new Error(
      'using() takes maps and lists only: `with` drops 0, false and "". Switch a feature by `enabled`.',
    );
  }
  const variable: Variable = { source: node, schema: shape.schema, role: 'item', isWhole: true };
  return expression({
    kind: 'with',
    subject: node,
    variable,
    body: body(variableOf(variable) as Ref<NonNullable<T>>),
  }) as unknown as Omissible<V>;
}

/** What a loop over a list binds to each of its items. */
function itemOf(list: Node): Variable {
  const schema = schemaOf(list);
  return {
    source: list,
    schema: schema === undefined ? undefined : elementOf(shapeOf(schema).schema),
    role: 'item',
    isWhole: false,
  };
}

/** One item of a list for each item of the values' list. */
export function each<E, V>(subject: Expr<readonly E[]>, body: (item: Ref<E>) => NoInfer<V>): Omissible<V> {
  const node = operandNode(subject);
  const item = itemOf(node);
  return expression({
    kind: 'each',
    subject: node,
    item,
    key: undefined,
    body: body(variableOf(item) as Ref<E>),
  }) as unknown as Omissible<V>;
}

/** One item of a list for each entry of a free-form map, in the order of the keys. */
export function eachEntry<E, V>(
  subject: Expr<Readonly<Record<string, E>>>,
  body: (key: Expr<string>, value: Ref<E>) => NoInfer<V>,
): Omissible<V> {
  const node = operandNode(subject);
  const record = shapeOf(schemaOf(node) as never).schema;
  const item: Variable = { source: node, schema: elementOf(record), role: 'item', isWhole: false };
  const key: Variable = { source: node, schema: undefined, role: 'key', isWhole: false };
  const made = body(variableOf(key) as Expr<string>, variableOf(item) as Ref<E>);
  return expression({ kind: 'each', subject: node, item, key, body: made }) as unknown as Omissible<V>;
}

/** The texts made from each item, with a separator between them. */
export function joinEach<E>(
  subject: Expr<readonly E[]>,
  separator: string,
  text: (item: Ref<E>) => Expr<string>,
): Expr<string> {
  const node = operandNode(subject);
  const item = itemOf(node);
  const index: Variable = { source: node, schema: undefined, role: 'index', isWhole: false };
  return expression({
    kind: 'joinEach',
    subject: node,
    item,
    index,
    text: operandNode(text(variableOf(item) as Ref<E>)),
    separator,
  });
}

type TextMap = Readonly<Record<string, string>>;

/** A named piece of text, a map of texts, or any other map or list, shared by templates. */
export function fragment<T>(name: string, comment: string, body: Expr<T>): Fragment<T>;
export function fragment(
  name: string,
  comment: string,
  body: Readonly<Record<string, string | Expr<string> | Omissible<Expr<string>>>>,
): Fragment<TextMap>;
export function fragment<T extends object>(name: string, comment: string, body: Template<T>): Fragment<T>;
export function fragment(name: string, comment: string, body: unknown): Fragment {
  return { name, comment, body };
}

/** The text, map or list of a fragment. */
export const include = <T>(of: Fragment<T>): Expr<T> => expression({ kind: 'include', fragment: of });

/** The items of a list fragment, in a row with others. */
export const spread = <T>(of: Fragment<T[]>): Omissible<Template<T>> =>
  expression({ kind: 'spread', fragment: of }) as unknown as Omissible<Template<T>>;

/**
 * The entries of a map fragment, then more entries, then a person's own from a free-form map; its schema must
 * refuse the keys of the others, since a key that stands twice is no YAML.
 */
export function merge(
  of: Fragment<TextMap>,
  more: Readonly<Record<string, string | Expr<string> | Omissible<Expr<string>>>>,
  own?: Expr<TextMap>,
): Expr<TextMap> {
  const bound = own === undefined ? undefined : using<TextMap, unknown>(own, (entries) => entries);
  return expression({ kind: 'merge', fragment: of, more, own: bound });
}

/** The SHA-256 of a map fragment's canonical JSON: changes when, and only when, the data changes. */
export const checksum = (of: Fragment): Expr<string> => expression({ kind: 'checksum', fragment: of });

/** A comment line above the entry, for the reader of the template. */
export const commented = <V>(comment: string, body: V): V =>
  expression({ kind: 'commented', comment, body }) as V;

/** A line of a text; it may be conditional, or several. */
export type Line =
  | string
  | Expr<string>
  | Omissible<string | Expr<string> | readonly (string | Expr<string>)[]>;

/** The text of a configuration file or script, line by line. */
export const lines = (...all: readonly Line[]): Expr<string> => expression({ kind: 'lines', lines: all });

/** A file that the chart carries as it is. @param text ends with one newline. */
export function carried(path: string, text: string): Expr<string> {
  if (!/[^\n]\n$/.test(text) || /^[ \t]/.test(text))
    throw new Error(`${path} must end with one newline and not start with a space`);
  return expression({ kind: 'carried', path, text });
}

/** The schema of what a node refers to, where it refers to values. */
export function schemaOf(node: Node) {
  return node.kind === 'value' || node.kind === 'variable' ? node.schema : undefined;
}

/** @throws where a map or list could turn out empty: Kubernetes reads that as null, and Argo CD as a difference. */
export function assertNeverEmpty(tree: unknown, where: string): void {
  const node = nodeOf(tree);
  if (node !== undefined || typeof tree !== 'object' || tree === null) return;
  const items = Object.values(tree);
  const sure = (item: unknown): boolean => !['when', 'with', 'each'].includes(kindUnderComment(item));
  if (items.length > 0 && !items.some((item) => sure(item) || isNeverEmptyLoop(item))) {
    throw new Error(`${where} can turn out empty: make the whole of it conditional`);
  }
}

function kindUnderComment(item: unknown): string {
  const node = nodeOf(item);
  return node?.kind === 'commented' ? kindUnderComment(node.body) : (node?.kind ?? 'plain');
}

function isNeverEmptyLoop(item: unknown): boolean {
  const node = nodeOf(item);
  if (node?.kind !== 'each') return false;
  const { subject } = node;
  if (subject.kind === 'call' && subject.operator === 'until') return true;
  if (subject.kind === 'variable' && subject.variable.isWhole && subject.path.length === 0) return true;
  const schema = schemaOf(node.subject);
  return schema !== undefined && isNeverEmpty(shapeOf(schema).schema);
}
