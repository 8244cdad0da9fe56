// The findings as annotations of a GitHub workflow, one command a line. Must not know the workflow.
import type { Diagnostic } from '../diagnostic.ts';
import { escapeControls } from './escape-text.ts';
import type { Sources } from './reporter.ts';

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeMessage(escapeControls(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** `::error file=…,line=…,col=…,endColumn=…,title=CODE::message`, the cure on a line of its own. */
export function reportGithub(findings: readonly Diagnostic[], _: Sources): string {
  return findings.map(formatCommand).join('');
}

function formatCommand(finding: Diagnostic): string {
  const { severity, file, line, column, length, code, message, hint, cure } = finding;
  const place =
    line === 0 ? {} : { line, col: column, endLine: line, endColumn: column + Math.max(1, length) };
  const properties = Object.entries({ file, ...place, title: code })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',');
  const lines = [hint === undefined ? message : `${message} ${hint}`, `cure: ${cure}`];
  return `::${severity} ${properties}::${escapeMessage(lines.map(escapeControls).join('\n'))}\n`;
}
