// The forms in which findings are reported: one table. Must not know which form a verb is asked for.
import { reportGithub } from './report-github.ts';
import { reportJson } from './report-json.ts';
import { reportSarif } from './report-sarif.ts';
import { reportText } from './report-text.ts';
import type { Reporter } from './reporter.ts';

export const reporters = {
  text: reportText,
  json: reportJson,
  sarif: reportSarif,
  github: reportGithub,
} as const satisfies Record<string, Reporter>;
