// The program with every verb. Its parts stand in generator/cli/. Must not know what a verb does; the work of
// each stays asleep until it is asked for.
import { runVerb } from './cli/run-verb.ts';

/** Gives the exit status and never throws. */
export const run = (args: readonly string[]): Promise<number> =>
  runVerb(args, {
    generate: () => import('./cli/work/generate.ts'),
    chart: () => import('./cli/work/chart.ts'),
    validate: () => import('./cli/work/validate.ts'),
    explain: () => import('./cli/work/explain.ts'),
    audit: () => import('./cli/work/audit.ts'),
    azure: () => import('./cli/work/azure.ts'),
    doctor: () => import('./cli/work/doctor.ts'),
    tools: () => import('./cli/work/tools.ts'),
  });
