// YAML text to documents with positions: drives the parser token by token, and stops it at a depth where
// recursion is still safe (20,000 brackets abort the whole process otherwise).
// Must not know what a value may be.
import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { maximumDepth } from './yaml-limits.ts';

/** After so many unreadable tokens nothing more is learnt from the rest. */
const enoughErrors = 50;

export interface Documents {
  readonly documents: readonly Document.Parsed[];
  /** Offsets of directives (`%YAML`, `%TAG`). */
  readonly directives: readonly number[];
  /** Where the text first goes deeper than allowed; then there are no documents. */
  readonly tooDeepAt?: number;
}

const containers: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

function isTooDeep(stack: readonly CST.Token[]): boolean {
  // The document itself is at the bottom, a scalar may be at the top.
  if (stack.length <= maximumDepth + 1) return false;
  return stack.filter((token) => containers.has(token.type)).length > maximumDepth;
}

function parse(text: string): Documents {
  const parser = new Parser();
  // uniqueKeys compares each key with every other; the walk over the tree does it by a look-up.
  const composer = new Composer({
    version: '1.2',
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  const directives: number[] = [];
  let errors = 0;
  const compose = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) {
      if (token.type === 'directive') directives.push(token.offset);
      if (token.type === 'error') errors++;
      for (const document of composer.next(token)) documents.push(document as Document.Parsed);
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    compose(parser.next(lexeme));
    if (isTooDeep(parser.stack)) {
      const tooDeepAt = Math.max(0, parser.offset - lexeme.length);
      return { documents: [], directives, tooDeepAt };
    }
    // The composer gives a document out when the next one starts: one here means that two are begun.
    if (errors > enoughErrors || directives.length > enoughErrors || documents.length > 1) break;
  }
  compose(parser.end());
  for (const document of composer.end(true, text.length)) documents.push(document as Document.Parsed);
  return { documents, directives };
}

/**
 * The documents of a normalized text, at least one, and no more than it takes to know that there are several.
 * Scalars stay text here (the failsafe schema): what they mean is decided elsewhere.
 */
export function parseDocuments(text: string): Documents {
  const limit = Error.stackTraceLimit;
  // The parser makes an Error for each stumble; with their stacks, 1 MiB of commas takes 17 seconds.
  Error.stackTraceLimit = 0;
  try {
    return parse(text);
  } finally {
    Error.stackTraceLimit = limit;
  }
}
