// What a route is given and what it answers with. Must not know sockets.
import type { Deadline } from './stores/guarded-calls.ts';

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly cookies: Readonly<Record<string, string>>;
  /** The body, already read; never logged. */
  readonly body: string;
  readonly deadline: Deadline;
}

export interface Answer {
  readonly status: number;
  /** Printed as JSON, unless it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route = (question: Question) => Promise<Answer> | Answer;

/** A problem in one line; `retryAfterSeconds` tells the client when to come back. */
export const problem = (status: number, message: string, retryAfterSeconds?: number): Answer => ({
  status,
  body: { error: message },
  ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
});
