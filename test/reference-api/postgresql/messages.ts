// The wire format of PostgreSQL (protocol 3.0): what is sent, and how what comes is cut into messages.
// Must not know sockets, nor the order of messages. Everything is text; no binary values.

export interface Message {
  readonly kind: string;
  readonly body: Buffer;
}

const integer = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const short = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const words = (...all: readonly string[]): Buffer => Buffer.from(all.map((word) => `${word}\0`).join(''));

const framed = (kind: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), integer(body.length + 4), body]);
};

const protocolVersion = 3 << 16;
/** Asks for encryption; one byte comes back, S or N. */
export const encryptionRequest = Buffer.concat([integer(8), integer(80_877_103)]);

/** The first message on a connection. */
export const startup = (parameters: Readonly<Record<string, string>>): Buffer =>
  framed('', integer(protocolVersion), words(...Object.entries(parameters).flat()), Buffer.from([0]));

/** The first answer of a SASL login. */
export const saslStart = (mechanism: string, text: string): Buffer =>
  framed('p', words(mechanism), integer(Buffer.byteLength(text)), Buffer.from(text));

export const saslNext = (text: string): Buffer => framed('p', Buffer.from(text));

export const terminate = framed('X');

const parameter = (value: string | null): Buffer =>
  value === null ? integer(-1) : Buffer.concat([integer(Buffer.byteLength(value)), Buffer.from(value)]);

/** One statement with its parameters, to the end of its transaction. */
export const statement = (sql: string, values: readonly (string | null)[]): Buffer =>
  Buffer.concat([
    framed('P', words('', sql), short(0)),
    framed('B', words('', ''), short(0), short(values.length), ...values.map(parameter), short(0)),
    framed('E', words(''), integer(0)),
    framed('S'),
  ]);

/** The whole messages at the start of the bytes, and what is left. Throws Error on a length that cannot be. */
export function cutMessages(bytes: Buffer): { readonly messages: readonly Message[]; readonly rest: Buffer } {
  const messages: Message[] = [];
  let start = 0;
  while (bytes.length - start >= 5) {
    const length = bytes.readInt32BE(start + 1);
    if (length < 4 || length > 1 << 26) throw new Error('not the protocol of PostgreSQL');
    const end = start + 1 + length;
    if (bytes.length < end) break;
    messages.push({ kind: bytes.toString('latin1', start, start + 1), body: bytes.subarray(start + 5, end) });
    start = end;
  }
  return { messages, rest: bytes.subarray(start) };
}

/** The fields of an error or a notice by their letter: S severity, C code, M message. */
export const fieldsOf = (body: Buffer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    body
      .toString('utf8')
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );

/** The columns of one row. */
export function columnsOf(body: Buffer): (string | null)[] {
  const columns: (string | null)[] = [];
  let start = 2;
  for (let left = body.readInt16BE(0); left > 0; left--) {
    const length = body.readInt32BE(start);
    start += 4;
    columns.push(length < 0 ? null : body.toString('utf8', start, start + length));
    start += Math.max(0, length);
  }
  return columns;
}
