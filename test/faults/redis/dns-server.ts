// A DNS server under the test's control: it answers, answers every second question, is silent about one name, or about
// all. A program; its parent sends the mode over the channel between them. Must not know whose names they are.
import { createSocket } from 'node:dgram';

/** Or the one name that it is silent about. */
export type DnsMode = 'answers' | 'half' | 'silent' | { readonly silentAbout: string };
export type DnsOrder = { readonly mode: DnsMode } | { readonly names: Readonly<Record<string, string>> };

let mode: DnsMode = 'answers';
let names: Readonly<Record<string, string>> = {};
let asked = 0;

/** The name in a question, and where the question ends. */
function readQuestion(packet: Buffer): {
  readonly name: string;
  readonly type: number;
  readonly end: number;
} {
  const labels: string[] = [];
  let at = 12;
  for (let length = packet[at] ?? 0; length > 0; length = packet[at] ?? 0) {
    labels.push(packet.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: packet.readUInt16BE(at + 1), end: at + 5 };
}

/** The answer: an address, none of that type, or no such name. */
function answerTo(packet: Buffer): Buffer {
  const { name, type, end } = readQuestion(packet);
  const address = names[name];
  const found = address !== undefined && type === 1;
  const head = Buffer.from(packet.subarray(0, end));
  head.writeUInt16BE(address === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(found ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  if (!found) return head;
  // A pointer to the name, type A, class IN, 5 seconds, 4 bytes.
  const record = [0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...address.split('.').map(Number)];
  return Buffer.concat([head, Buffer.from(record)]);
}

const socket = createSocket('udp4');
socket.on('message', (packet, from) => {
  asked++;
  if (mode === 'silent' || (mode === 'half' && asked % 2 === 0)) return;
  if (typeof mode === 'object' && mode.silentAbout === readQuestion(packet).name) return;
  socket.send(answerTo(packet), from.port, from.address);
});
process.on('message', (order: DnsOrder) => {
  if ('mode' in order) mode = order.mode;
  else names = order.names;
  process.send?.('done');
});
process.on('disconnect', () => process.exit(0));
socket.bind(53, () => process.send?.('done'));
