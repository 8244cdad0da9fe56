// The YAML parser's complaints in a person's words. Must not know files or positions.

const messages: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'An anchor or alias is not written rightly here.',
  BAD_INDENT: 'This line is not indented like its neighbours.',
  BAD_SCALAR_START: 'Plain text cannot start with this character; put the text in quotes.',
  BAD_DQ_ESCAPE: 'A backslash in double quotes starts an escape, and this one does not exist.',
  BAD_PROP_ORDER: 'Something stands before the dash or key that must stand after it.',
  BLOCK_AS_IMPLICIT_KEY:
    'A second "key: value" stands on this line, or the next line is indented too deep; quote it, or indent less.',
  BLOCK_IN_FLOW: 'A list with dashes or an indented map cannot stand inside brackets.',
  COMMENT_SPACE: 'A comment needs a space before its "#".',
  IMPOSSIBLE: 'This cannot be read as YAML.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters.',
  MISSING_CHAR: 'A quote, bracket, comma or colon is missing here.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line with its colon; is a ":" missing, or a quote open?',
  MULTIPLE_ANCHORS: 'A value has more than one anchor.',
  MULTIPLE_TAGS: 'A value has more than one tag.',
  TAB_AS_INDENT: 'A tab indents this line; YAML takes spaces only.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};

/** After one of these the parser has lost its way, and says them of nearly every line that follows. */
const indentation: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'TAB_AS_INDENT',
  'IMPOSSIBLE',
  'UNEXPECTED_TOKEN',
]);

/** Whether a code is about indentation, of which the first alone is worth telling. */
export const isAboutIndentation = (code: string): boolean => indentation.has(code);

/** What a parser's code means; unknown codes get a general sentence. */
export function syntaxMessage(code: string): string {
  return messages[code] ?? 'This cannot be read as YAML.';
}
