// One connection to a Redis or a Sentinel. Must not know which node is the master.
// A connection that once kept an answer waiting is given up: a node that froze would otherwise be waited for for ever.
import type { Socket } from 'node:net';
import type { Address, RedisSettings } from '../settings.ts';
import { openSocket, readMounted } from '../stores/open-socket.ts';
import { StoreError, storeError } from '../stores/store-error.ts';
import { decodeReply, encodeCommand, type Reply, ReplyError } from './protocol.ts';

/** Errors that say "not me, or not now": another node, or the same one later, may answer. */
const movedCodes: ReadonlySet<string> = new Set([
  'READONLY',
  'LOADING',
  'MASTERDOWN',
  'NOREPLICAS',
  'NOREPL',
  'BUSY',
  'TRYAGAIN',
]);
/** A password may just be changing: the file is read again with the next connection. */
const loginCodes: ReadonlySet<string> = new Set(['NOAUTH', 'WRONGPASS']);

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: StoreError) => void;
  readonly timer: NodeJS.Timeout;
}

/** Sends commands in order and hands their replies back. */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #timeoutMilliseconds: number;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);
  #ended: StoreError | undefined;

  constructor(socket: Socket, timeoutMilliseconds: number) {
    this.#socket = socket;
    this.#timeoutMilliseconds = timeoutMilliseconds;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.close(storeError(error)));
    socket.on('close', () => this.close());
  }

  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  /** The reply to one command. Throws StoreError; the connection is closed when the node does not answer or has moved. */
  async send(...words: readonly string[]): Promise<Exclude<Reply, ReplyError>> {
    const reply = await this.#exchange(words);
    if (!(reply instanceof ReplyError)) return reply;
    const moved = movedCodes.has(reply.code) || loginCodes.has(reply.code);
    const error = new StoreError(moved ? 'moved' : 'refused', `Redis answered ${reply.code}`, reply.code);
    if (moved) this.close(error);
    throw error;
  }

  #exchange(words: readonly string[]): Promise<Reply> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.close(new StoreError('unreachable', 'no answer in time')),
        this.#timeoutMilliseconds,
      );
      this.#waiting.push({ resolve, reject, timer });
      this.#socket.write(encodeCommand(words));
    });
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    try {
      for (let read = decodeReply(this.#received); read; read = decodeReply(this.#received)) {
        this.#received = this.#received.subarray(read.end);
        const first = this.#waiting.shift();
        clearTimeout(first?.timer);
        first?.resolve(read.reply);
      }
    } catch (error) {
      this.close(storeError(error));
    }
  }

  /** Gives the connection up; whoever waits gets the error. */
  close(error = new StoreError('unreachable', 'the connection was closed')): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#socket.destroy();
    for (const { reject, timer } of this.#waiting.splice(0)) {
      clearTimeout(timer);
      reject(error);
    }
  }
}

/** A connection that has logged in. Throws StoreError. */
export async function connectRedis(
  address: Address,
  settings: RedisSettings,
  allowOpen = false,
): Promise<RedisConnection> {
  const password = settings.passwordFile ? readMounted(settings.passwordFile) : '';
  const socket = await openSocket({
    address,
    timeoutMilliseconds: settings.connectTimeoutMilliseconds,
    rootCertificateFile: settings.rootCertificateFile,
    serverName: settings.serverName,
  });
  const connection = new RedisConnection(socket, settings.commandTimeoutMilliseconds);
  if (!password) return connection;
  try {
    await connection.send('AUTH', password);
  } catch (error) {
    // A Sentinel without a password refuses to be given one (ERR); it is asked all the same.
    if (!(allowOpen && error instanceof StoreError && error.code === 'ERR')) {
      connection.close();
      throw error;
    }
  }
  return connection;
}
