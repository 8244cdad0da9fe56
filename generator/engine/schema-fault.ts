// What can be wrong with a schema of values itself: a fault of its author, not of a person's values.
// Must not know how faults are found.

type SchemaRule =
  | 'type'
  | 'loose-object'
  | 'coerce'
  | 'transform'
  | 'misplaced-default'
  | 'wrong-default'
  | 'record-default'
  | 'pattern'
  | 'key'
  | 'no-description'
  | 'no-example'
  | 'wrong-example'
  | 'refinement'
  | 'secret'
  | 'identifier';

export interface SchemaFault {
  /** `hpa.minReplicas`; `[]` stands for each item, `*` for each key of a map; empty for the root. */
  readonly path: string;
  readonly rule: SchemaRule;
  readonly message: string;
}

export type Report = (rule: SchemaRule, message: string) => void;
