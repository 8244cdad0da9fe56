// The findings as SARIF 2.1.0, which code scanning services read. Must not know any such service.
import { type Code, codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ReportOptions, Sources } from './reporter.ts';

/** One run; paths are relative to the folder in which the generator was started. */
export function reportSarif(
  findings: readonly Diagnostic[],
  _: Sources,
  { version }: ReportOptions = {},
): string {
  const used = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'chartwright', version, rules: used.map(formatRule) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => formatResult(finding, used.indexOf(finding.code))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function formatRule(code: Code): object {
  const { title, cure, severity } = codes[code];
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: cure },
    defaultConfiguration: { level: severity },
  };
}

function formatResult(finding: Diagnostic, ruleIndex: number): object {
  const { code, severity, message, hint, cure, path, file } = finding;
  const text = [hint === undefined ? message : `${message} ${hint}`, `Cure: ${cure}`].join('\n');
  const physicalLocation = { artifactLocation: { uri: formatUri(file) }, region: formatRegion(finding) };
  const logicalLocations = path === '' ? undefined : [{ fullyQualifiedName: path }];
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text },
    locations: [{ physicalLocation, logicalLocations }],
  };
}

function formatRegion({ line, column, length }: Diagnostic): object | undefined {
  if (line === 0) return undefined;
  return { startLine: line, startColumn: column, endColumn: column + Math.max(1, length) };
}

/** A relative path as a URI; lone surrogates, which have no URI form, become the replacement character. */
function formatUri(file: string): string {
  return file
    .split('/')
    .map((name) => encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}
