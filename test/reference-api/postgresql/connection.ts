// One connection to one PostgreSQL server. Must not know which of several servers takes writes.
// It never asks the server to cancel: a cancelled wait for the second copy would look like success.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Address, PostgresqlSettings } from '../settings.ts';
import { openSocket, readMounted } from '../stores/open-socket.ts';
import { StoreError, storeError } from '../stores/store-error.ts';
import {
  columnsOf,
  cutMessages,
  encryptionRequest,
  fieldsOf,
  type Message,
  saslNext,
  saslStart,
  startup,
  statement,
  terminate,
} from './messages.ts';
import { firstMessage, mechanism, type Proof, prove } from './scram.ts';

export type Row = readonly (string | null)[];

/** Shut down, starting, read-only, full, connection lost; and a password that may just be changing. */
const movedCodes = /^(08...|57P0[1-5]|25006|53300|28P01|28000)$/;

const errorOf = ({ C: code = '' }: Readonly<Record<string, string>>): StoreError =>
  new StoreError(movedCodes.test(code) ? 'moved' : 'refused', `PostgreSQL answered ${code}`, code);

interface Waiting {
  readonly take: (message: Message) => boolean;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

/** Sends one statement at a time. */
export class PostgresqlConnection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;
  #ended: StoreError | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => this.close(storeError(error)));
    socket.on('close', () => this.close());
  }

  get isOpen(): boolean {
    return this.#ended === undefined;
  }

  /** The rows of one statement. Throws StoreError: `unconfirmed` when the server warned; after `unreachable` and `moved` it is closed. */
  async query(sql: string, values: readonly (string | null)[], timeoutMilliseconds: number): Promise<Row[]> {
    const rows: Row[] = [];
    let fault: StoreError | undefined;
    await this.#exchange(statement(sql, values), timeoutMilliseconds, ({ kind, body }) => {
      if (kind === 'D') rows.push(columnsOf(body));
      if (kind === 'E') fault = errorOf(fieldsOf(body));
      // The only warning at the end of a write is that the wait for its second copy was given up.
      if (kind === 'N' && fieldsOf(body).V === 'WARNING')
        fault ??= new StoreError('unconfirmed', 'the write was not confirmed by a second copy');
      return kind === 'Z' || fault?.fault === 'moved';
    });
    if (fault?.fault === 'moved') this.close(fault);
    if (fault) throw fault;
    return rows;
  }

  /** Logs in: SCRAM, or no password at all where the server trusts. Throws StoreError. */
  async logIn(settings: PostgresqlSettings, password: string): Promise<void> {
    const nonce = randomBytes(18).toString('base64');
    const { username: user, database } = settings;
    const ask = async (bytes: Buffer): Promise<{ readonly step: number; readonly text: string }> => {
      let answer = { step: -1, text: '' };
      let fault: StoreError | undefined;
      await this.#exchange(bytes, settings.connectTimeoutMilliseconds, ({ kind, body }) => {
        if (kind === 'E') fault = errorOf(fieldsOf(body));
        if (kind === 'R' && body.readInt32BE(0) !== 0)
          answer = { step: body.readInt32BE(0), text: body.toString('utf8', 4) };
        // A step of the login that waits for us, or the end of it.
        return (kind === 'R' && [3, 5, 10, 11].includes(answer.step)) || kind === 'Z' || kind === 'E';
      });
      if (fault) throw fault;
      return answer;
    };
    const parameters = { user, database, application_name: 'reference-api', client_encoding: 'UTF8' };
    const first = await ask(startup(parameters));
    if (first.step === -1) return;
    if (first.step !== 10 || !first.text.split('\0').includes(mechanism))
      throw new StoreError('refused', 'the server asks for a login that would give the password away');
    const challenge = await ask(saslStart(mechanism, firstMessage(nonce)));
    const proof: Proof = await prove(password, nonce, challenge.text);
    const last = await ask(saslNext(proof.message));
    if (!proof.accepts(last.text)) throw new StoreError('refused', 'the server does not know the password');
  }

  async #exchange(bytes: Buffer, timeoutMilliseconds: number, take: Waiting['take']): Promise<void> {
    if (this.#ended) throw this.#ended;
    const timer = setTimeout(
      () => this.close(new StoreError('unreachable', 'no answer in time')),
      timeoutMilliseconds,
    );
    try {
      await new Promise<void>((resolve, reject) => {
        this.#waiting = { take, resolve, reject };
        this.#socket.write(bytes);
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #take(bytes: Buffer): void {
    try {
      const { messages, rest } = cutMessages(Buffer.concat([this.#received, bytes]));
      this.#received = rest;
      for (const message of messages) {
        if (!this.#waiting?.take(message)) continue;
        this.#waiting.resolve();
        this.#waiting = undefined;
      }
    } catch (error) {
      this.close(storeError(error));
    }
  }

  /** Gives the connection up; whoever waits gets the error. */
  close(error = new StoreError('unreachable', 'the connection was closed')): void {
    if (this.#ended) return;
    this.#ended = error;
    if (this.#socket.writable && !this.#waiting) this.#socket.end(terminate);
    else this.#socket.destroy();
    this.#socket.setTimeout(1000, () => this.#socket.destroy());
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

async function askForEncryption(socket: Socket): Promise<void> {
  socket.write(encryptionRequest);
  const answer = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  // More than one byte before encryption began would be somebody in the middle.
  if (answer.toString('latin1') !== 'S')
    throw new StoreError('refused', 'the server does not encrypt, and must');
}

/** A connection that has logged in to one server. Throws StoreError. */
export async function connectPostgresql(
  address: Address,
  settings: PostgresqlSettings,
): Promise<PostgresqlConnection> {
  const password = settings.passwordFile ? readMounted(settings.passwordFile) : '';
  const socket = await openSocket({
    address,
    timeoutMilliseconds: settings.connectTimeoutMilliseconds,
    rootCertificateFile: settings.rootCertificateFile,
    beforeEncryption: askForEncryption,
  });
  const connection = new PostgresqlConnection(socket);
  try {
    await connection.logIn(settings, password);
    return connection;
  } catch (error) {
    connection.close(storeError(error));
    throw storeError(error);
  }
}
