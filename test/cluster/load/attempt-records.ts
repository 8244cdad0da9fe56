// One attempt at a request as 24 bytes, so that an hour of load stays small in memory and on its way to the test.
// Must not know how attempts are made or judged.

/** Why an attempt got no whole answer. `local`: this machine ran out of something; the run says nothing. */
export const errorKinds = [
  'refused',
  'reset',
  'connect-timeout',
  'timeout',
  'unreachable',
  'protocol',
  'local',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export type ConnectionKind = 'keep-alive' | 'new';

/** Times are milliseconds after the origin of the load, exact to a microsecond. */
export interface Attempt {
  /** Which request, from 0; and which attempt at it, from 0. */
  readonly request: number;
  readonly attempt: number;
  readonly scheduledMs: number;
  readonly startedMs: number;
  readonly endedMs: number;
  /** The HTTP code of a whole answer, else 0 and `error` says why. */
  readonly status: number;
  readonly error?: ErrorKind;
  readonly connection: ConnectionKind;
  /** Sent on a connection that had carried a request before. */
  readonly reused: boolean;
  /** Which of the targets. */
  readonly target: number;
  /** The pod that says it answered (header x-pod). */
  readonly pod?: string;
}

const recordBytes = 24;
/** The first place in a record's list of pods; 0 says that no pod is known. */
const noPod = 0;
const mostPods = 0xffff;
const keepAliveBit = 1;
const reusedBit = 2;

export interface RecordBatch {
  readonly records: Uint8Array;
  /** Pods seen for the first time in this batch. */
  readonly pods: readonly string[];
}

/** Collects attempts until they are taken. */
export class RecordBook {
  private bytes = Buffer.alloc(256 * recordBytes);
  private length = 0;
  private readonly podNumbers = new Map<string, number>();
  private newPods: string[] = [];

  append(attempt: Attempt): void {
    if (this.length === this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    const { bytes, length } = this;
    bytes.writeUInt32LE(attempt.request, length);
    bytes.writeUInt32LE(Math.round(attempt.scheduledMs * 1000), length + 4);
    bytes.writeUInt32LE(Math.round(attempt.startedMs * 1000), length + 8);
    bytes.writeUInt32LE(Math.round(attempt.endedMs * 1000), length + 12);
    bytes.writeUInt16LE(attempt.status, length + 16);
    bytes.writeUInt16LE(this.podNumber(attempt.pod), length + 18);
    bytes.writeUInt8(attempt.attempt, length + 20);
    bytes.writeUInt8(attempt.error === undefined ? 0 : errorKinds.indexOf(attempt.error) + 1, length + 21);
    bytes.writeUInt8(attempt.target, length + 22);
    const flags = (attempt.connection === 'keep-alive' ? keepAliveBit : 0) | (attempt.reused ? reusedBit : 0);
    bytes.writeUInt8(flags, length + 23);
    this.length += recordBytes;
  }

  /** What came since the last call. */
  take(): RecordBatch {
    const batch = { records: Uint8Array.from(this.bytes.subarray(0, this.length)), pods: this.newPods };
    this.length = 0;
    this.newPods = [];
    return batch;
  }

  private podNumber(pod: string | undefined): number {
    if (pod === undefined) return noPod;
    const known = this.podNumbers.get(pod);
    if (known !== undefined) return known;
    if (this.podNumbers.size === mostPods) return noPod;
    this.podNumbers.set(pod, this.podNumbers.size + 1);
    this.newPods.push(pod);
    return this.podNumbers.size;
  }
}

function readRecord(bytes: Buffer, pods: readonly string[]): Attempt {
  const error = errorKinds[bytes.readUInt8(21) - 1];
  const pod = pods[bytes.readUInt16LE(18) - 1];
  const flags = bytes.readUInt8(23);
  return {
    request: bytes.readUInt32LE(0),
    attempt: bytes.readUInt8(20),
    scheduledMs: bytes.readUInt32LE(4) / 1000,
    startedMs: bytes.readUInt32LE(8) / 1000,
    endedMs: bytes.readUInt32LE(12) / 1000,
    status: bytes.readUInt16LE(16),
    ...(error === undefined ? {} : { error }),
    connection: (flags & keepAliveBit) === 0 ? 'new' : 'keep-alive',
    reused: (flags & reusedBit) !== 0,
    target: bytes.readUInt8(22),
    ...(pod === undefined ? {} : { pod }),
  };
}

/** The attempts of all batches, in the order in which they ended. */
export function readBatches(batches: readonly RecordBatch[]): Attempt[] {
  const pods = batches.flatMap((batch) => batch.pods);
  return batches.flatMap(({ records }) => {
    const bytes = Buffer.from(records.buffer, records.byteOffset, records.byteLength);
    return Array.from({ length: bytes.length / recordBytes }, (_, index) =>
      readRecord(bytes.subarray(index * recordBytes, (index + 1) * recordBytes), pods),
    );
  });
}
