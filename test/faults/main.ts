// The command line of the fault tests: npm run test:faults -- SUBJECT [TRIAL…] [--repeats N] [--plant FAULT].
// Must not know what a trial does.
import { usageOf } from './bench/order.ts';
import { postgresql, runPostgresql } from './postgresql/run.ts';
import { redis, runRedis } from './redis/run.ts';

const subjects: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = {
  redis: runRedis,
  postgresql: runPostgresql,
};
const usage = `Usage:\n${usageOf(redis)}\n${usageOf(postgresql)}`;

try {
  const [subject = '', ...args] = process.argv.slice(2);
  const run = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined;
  if (run === undefined) throw new Error(usage);
  process.exitCode = (await run(args)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
