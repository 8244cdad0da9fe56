// Values as Bicep writes them. Must not know what any of them means.

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

// A `$` is itself unless a brace follows; what is neither printable nor a letter is written by its number, since
// an editor or a diff would hide it.
const special = /[\\'\n\r\t]|\$(?=\{)|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (found: string): string =>
  found === '$' ? '\\$' : (escapes[found] ?? `\\u{${found.codePointAt(0)?.toString(16)}}`);

/** A text in quotes, so that Bicep reads exactly what it is: `${` begins nothing. */
export const printText = (text: string): string => `'${text.replace(special, escaped)}'`;

/** A key of an object: bare where Bicep allows it. */
export const printKey = (key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : printText(key);

/** A whole value as a literal, as `bicep format` lays it out; absent keys are left out. @throws for other than plain data. */
export function printLiteral(value: unknown, indentation = ''): string {
  const deeper = `${indentation}  `;
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0
      ? open + close
      : `${open}\n${lines.map((line) => deeper + line).join('\n')}\n${indentation}${close}`;
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'boolean') return String(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value))
    return block(
      '[',
      value.map((item) => printLiteral(item, deeper)),
      ']',
    );
  if (typeof value !== 'object' || value === null)
    throw new Error(`Bicep has no literal of ${String(value)}`);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return block(
    '{',
    entries.map(([key, part]) => `${printKey(key)}: ${printLiteral(part, deeper)}`),
    '}',
  );
}
