// The command line of the fault tests: npm run test:faults -- redis [TRIAL…] [--repeats N] [--plant FAULT].
// Must not know what a trial does.
import { usageOfRedis } from './redis/order.ts';
import { runRedis } from './redis/run.ts';

const subjects: Readonly<Record<string, (args: readonly string[]) => Promise<boolean>>> = { redis: runRedis };
const usage = `Usage:\n${usageOfRedis}`;

try {
  const [subject = '', ...args] = process.argv.slice(2);
  const run = Object.hasOwn(subjects, subject) ? subjects[subject] : undefined;
  if (run === undefined) throw new Error(usage);
  process.exitCode = (await run(args)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
