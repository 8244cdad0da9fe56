// Makes text from a person's file harmless to show: control characters become visible. Must not know where
// it is shown.

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const named: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

/** The text with control, bidirectional and zero-width characters as escapes; safe for a terminal. */
export function escapeControls(text: string): string {
  return text.replace(
    invisible,
    (character) => named[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

// Characters that a terminal shows two columns wide, and those that take none.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}]/u;
const none = /\p{Mn}|\p{Me}/u;

/** How many columns a terminal needs for text without control characters. */
export function textWidth(text: string): number {
  // Nearly all text is this.
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
