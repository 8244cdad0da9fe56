// What is refused before the YAML parser sees a text: its size and its characters. (Depth is counted
// while the text is cut into tokens, before anything recursive sees it: yaml-documents.ts.)
// Must not know YAML's grammar.
import type { Diagnostic } from '../diagnostic.ts';
import { finding, wholeFile } from './finding.ts';
import type { SpanOf } from './text-positions.ts';

/** The largest file that is read: the parser needs seconds for ten times as much. */
const maximumBytes = 1024 * 1024;

const tab = 0x09;
const newline = 0x0a;

/** Line separators of YAML 1.1 that 1.2 takes as text, and marks that nobody sees. */
const disputed: ReadonlySet<number> = new Set([0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff]);

function isForbidden(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 0x20) return unit !== newline && unit !== tab;
  if (unit < 0x7f) return false;
  if (unit < 0xa0) return true;
  if (unit < 0x2028) return false;
  if (unit < 0xd800 || unit > 0xdfff) return disputed.has(unit);
  const follows = text.charCodeAt(at + 1);
  const precedes = text.charCodeAt(at - 1);
  return unit < 0xdc00
    ? !(follows >= 0xdc00 && follows <= 0xdfff)
    : !(precedes >= 0xd800 && precedes <= 0xdbff);
}

// Most texts are plain ASCII: one cheap look spares them the long one.
const harmless = /^[\t\n -~]*$/;

const nameOf = (unit: number): string => `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;

/** The text as it is parsed: no byte order mark, and every line ends in LF; lines and columns stay. */
export function normalizeText(text: string): string {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return start.includes('\r') ? start.replaceAll('\r\n', '\n') : start;
}

/** Findings about size and characters of a normalized text; empty when the parser may see it. */
export function scanLimits(file: string, text: string, spanOf: SpanOf): Diagnostic[] {
  if (text.length > maximumBytes || Buffer.byteLength(text) > maximumBytes) {
    return [
      finding({ code: 'FILE-TOO-LARGE', file, span: wholeFile, message: 'The file is larger than 1 MiB.' }),
    ];
  }
  if (harmless.test(text)) return [];
  const diagnostics: Diagnostic[] = [];
  let lastLine = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isForbidden(text, at)) continue;
    const span = spanOf(at, at + 1);
    if (span.line === lastLine) continue;
    lastLine = span.line;
    const message = `The character ${nameOf(text.charCodeAt(at))} may not stand in a values file.`;
    diagnostics.push(finding({ code: 'YAML-CONTROL-CHARACTER', file, span, message }));
  }
  return diagnostics;
}
