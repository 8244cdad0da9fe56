// One JSON object a line on standard output. Must not be given headers, cookies, bodies, queries or passwords:
// callers name what they log, nothing is logged whole.

export type Level = 'info' | 'warning' | 'error';
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (level: Level, message: string, fields?: Fields) => void;

/** Writes lines to standard output; a reader that went away is no reason to stop serving. */
export function logTo(output: NodeJS.WritableStream, pod: string): Log {
  output.on('error', () => undefined);
  return (level, message, fields = {}) => {
    output.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, pod, ...fields })}\n`);
  };
}
