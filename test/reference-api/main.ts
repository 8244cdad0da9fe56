// The process: environment, clock, chance and signals. Everything else is in api.ts.
import { setTimeout as pause } from 'node:timers/promises';
import { makeApi } from './api.ts';
import { logTo } from './log.ts';
import { type Family, gauge } from './metrics.ts';
import { readSettings } from './settings.ts';

const startedAt = Date.now() / 1000 - process.uptime();

const processFamilies = (): readonly Family[] => {
  const { user, system } = process.cpuUsage();
  const name = 'process_cpu_seconds_total';
  return [
    {
      name,
      kind: 'counter',
      help: 'Processor time used.',
      samples: [{ name, value: (user + system) / 1e6 }],
    },
    gauge('process_resident_memory_bytes', 'Memory held.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When the process started, in Unix time.', startedAt),
  ];
};

async function run(): Promise<void> {
  const log = logTo(process.stdout, process.env.POD_NAME ?? 'unknown');
  const settings = readSettings(process.env);
  if ('findings' in settings) {
    for (const finding of settings.findings) log('error', 'setting', { finding });
    process.exitCode = 2;
    return;
  }
  const api = makeApi(settings, {
    now: () => performance.now(),
    pause: (milliseconds) => pause(milliseconds),
    chance: Math.random,
    log,
    processFamilies,
  });
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log('info', 'draining', { signal });
    const answered = await api.stop();
    log(answered ? 'info' : 'error', 'stopped', { answered });
    process.exit(answered ? 0 : 1);
  };
  // As process 1 of a container nothing else would end it.
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
  const port = await api.listen();
  log('info', 'listening', { port, zone: settings.zone });
}

run().catch((error: NodeJS.ErrnoException) => {
  logTo(process.stdout, process.env.POD_NAME ?? 'unknown')('error', 'not started', {
    code: error.code ?? error.name,
  });
  process.exitCode = 1;
});
