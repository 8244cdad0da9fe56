// The program with every verb. Its parts stand in generator/cli/. Must not know what a verb does; the others'
// work stays asleep.
import { runVerb } from './cli/run-verb.ts';

// All output is written by then; to leave at once spares the wait for V8's compilers.
runVerb(process.argv.slice(2), {
  generate: () => import('./cli/work/generate.ts'),
  chart: () => import('./cli/work/chart.ts'),
  validate: () => import('./cli/work/validate.ts'),
  explain: () => import('./cli/work/explain.ts'),
  doctor: () => import('./cli/work/doctor.ts'),
  tools: () => import('./cli/work/tools.ts'),
}).then((status) => process.exit(status));
