// What a scalar without quotes means. YAML 1.2 and Helm's reader (sigs.k8s.io/yaml) disagree on many:
// here such a scalar is either text for both, or written as JSON writes it, or refused.
// Must not know positions or files.

/** A scalar that is refused, and what to write in its place. */
export interface Refusal {
  readonly refused: 'YAML-AMBIGUOUS-VALUE' | 'YAML-INTEGER-RANGE' | 'YAML-NOT-FINITE';
  readonly because: string;
  /** How it is written without doubt, when that is clear. */
  readonly instead?: string;
}

export type Plain = string | number | boolean | null | Refusal;

const truths = ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'];
const falsehoods = ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'];
const ambiguous = 'YAML-AMBIGUOUS-VALUE';

function word(instead: string, because: string): Refusal {
  return { refused: ambiguous, because, instead };
}

const words: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ['', null],
  ['null', null],
  ['true', true],
  ['false', false],
  ...truths.map((text) => [text, word('true', 'Helm reads it as true, YAML 1.2 as text')] as const),
  ...falsehoods.map((text) => [text, word('false', 'Helm reads it as false, YAML 1.2 as text')] as const),
  ...['True', 'TRUE'].map((text) => [text, word('true', 'only some YAML readers take it for true')] as const),
  ...['False', 'FALSE'].map(
    (text) => [text, word('false', 'only some YAML readers take it for false')] as const,
  ),
  ...['~', 'Null', 'NULL'].map(
    (text) => [text, word('null', 'only some YAML readers take it for null')] as const,
  ),
]);

const longestWord = 5;
const jsonNumber = /^-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;
const integer = /^[-+]?(?:0|[1-9][0-9]*)$/;
const notFinite = /^[-+]?\.(?:inf|nan)$/i;
/** Everything that one of the two readers takes for a number, once underscores are gone. */
const numberForSomeone =
  /^[-+]?(?:0x[0-9a-f]+|0o[0-7]+|0b[-+]?[01]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?)$/i;

function numberOf(source: string): number | Refusal {
  const value = Number(source);
  if (!Number.isFinite(value)) return { refused: 'YAML-NOT-FINITE', because: 'it is too large to hold' };
  if (Object.is(value, -0)) return { refused: ambiguous, because: 'zero has no sign', instead: '0' };
  if (integer.test(source) && !Number.isSafeInteger(value)) {
    return { refused: 'YAML-INTEGER-RANGE', because: 'beyond 9007199254740991 digits are lost' };
  }
  return value;
}

function unusualNumber(source: string): Refusal | undefined {
  if (notFinite.test(source)) return { refused: 'YAML-NOT-FINITE', because: 'it is not a finite number' };
  if (!numberForSomeone.test(source.replaceAll('_', ''))) return undefined;
  const signed = source.startsWith('+') && integer.test(source);
  return {
    refused: ambiguous,
    because: 'YAML readers take it for different numbers, or for text',
    ...(signed ? { instead: source.slice(1) } : {}),
  };
}

/** The value of a plain scalar, or why it is refused. The source is the scalar's text, trimmed. */
export function plainValue(source: string): Plain {
  if (source.length <= longestWord) {
    const known = words.get(source);
    if (known !== undefined) return known;
  }
  const first = source.charCodeAt(0);
  // Digits, "+", "-" and "." start every number; anything else is text.
  if ((first < 0x30 || first > 0x39) && first !== 0x2b && first !== 0x2d && first !== 0x2e) return source;
  return jsonNumber.test(source) ? numberOf(source) : (unusualNumber(source) ?? source);
}
