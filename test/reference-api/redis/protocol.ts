// The wire format of Redis (RESP 2): commands out, replies in. Must not know sockets, nor what commands mean.

export type Reply = string | number | null | ReplyError | readonly Reply[];

/** What the server answered with a minus: its first word is the code. */
export class ReplyError {
  readonly code: string;
  constructor(text: string) {
    this.code = text.split(' ', 1)[0] ?? '';
  }
}

/** A command as bytes. */
export function encodeCommand(words: readonly string[]): Buffer {
  const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return Buffer.from(`*${words.length}\r\n${parts.join('')}`);
}

interface Read {
  readonly reply: Reply;
  readonly end: number;
}

const lineEnd = Buffer.from('\r\n');

type Decoder = (bytes: Buffer, next: number, text: string) => Read | undefined;

const decoders: Readonly<Record<string, Decoder>> = {
  '+': (_, next, text) => ({ reply: text, end: next }),
  '-': (_, next, text) => ({ reply: new ReplyError(text), end: next }),
  ':': (_, next, text) => ({ reply: Number(text), end: next }),
  $: (bytes, next, text) => decodeText(bytes, next, Number(text)),
  '*': (bytes, next, text) => decodeList(bytes, next, Number(text)),
};

/** The reply that starts at `start`, or undefined when not all of it has come. Throws Error on bytes that are no RESP. */
export function decodeReply(bytes: Buffer, start = 0): Read | undefined {
  const stop = bytes.indexOf(lineEnd, start);
  if (stop === -1) return undefined;
  const decode = decoders[String.fromCharCode(bytes[start] ?? 0)];
  if (!decode) throw new Error('not the protocol of Redis');
  return decode(bytes, stop + 2, bytes.toString('utf8', start + 1, stop));
}

function decodeText(bytes: Buffer, start: number, length: number): Read | undefined {
  if (length < 0) return { reply: null, end: start };
  if (bytes.length < start + length + 2) return undefined;
  return { reply: bytes.toString('utf8', start, start + length), end: start + length + 2 };
}

function decodeList(bytes: Buffer, start: number, length: number): Read | undefined {
  if (length < 0) return { reply: null, end: start };
  const replies: Reply[] = [];
  let end = start;
  for (let index = 0; index < length; index++) {
    const one = decodeReply(bytes, end);
    if (!one) return undefined;
    replies.push(one.reply);
    end = one.end;
  }
  return { reply: replies, end };
}
