// What can go wrong with a store. Must not carry what was sent: a command may hold a secret.

/**
 * - `unreachable`: no connection, a broken one, or no answer in time; the outcome of a write is unknown.
 * - `moved`: it answers, but takes no writes any more; somebody else does.
 * - `refused`: it answered with an error that another attempt will not change.
 * - `unconfirmed`: it wrote, but not to as many copies as it should have.
 * - `left-alone`: the circuit breaker is open; nothing was sent.
 */
export type StoreFault = 'unreachable' | 'moved' | 'refused' | 'unconfirmed' | 'left-alone';

/** A fault of a store, with a short reason that is safe to log. */
export class StoreError extends Error {
  readonly fault: StoreFault;
  readonly code: string;
  constructor(fault: StoreFault, reason: string, code = '') {
    super(reason);
    this.name = 'StoreError';
    this.fault = fault;
    this.code = code;
  }
}

/** Whether another attempt, perhaps at another node, may go well. */
export const mayPass = (error: unknown): boolean =>
  error instanceof StoreError && (error.fault === 'unreachable' || error.fault === 'moved');

/** Any failure as a StoreError: what a socket says about itself is a store that cannot be reached. */
export function storeError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { code, message } = error as { code?: unknown; message?: unknown };
  return new StoreError('unreachable', typeof code === 'string' ? code : String(message ?? 'unknown'));
}
