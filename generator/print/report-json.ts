// The findings for a program: one JSON object. Must not know who reads it.
import type { Diagnostic } from '../diagnostic.ts';
import type { Sources } from './reporter.ts';

/** `{ version: 1, errors, warnings, findings }`; line and column are 1-based, 0 means the whole file. */
export function reportJson(findings: readonly Diagnostic[], _: Sources): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const rows = findings.map(({ code, severity, file, line, column, length, path, message, hint, cure }) => ({
    ...{ code, severity, file, line, column, length, path, message, hint, cure },
  }));
  const report = { version: 1, errors, warnings: findings.length - errors, findings: rows };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
