// An environment of two regions, as text with parts to fill in, and what is said of it. Must not know a rule.
import type { Diagnostic } from '../../../generator/diagnostic.ts';
import { judgeOf } from '../../../generator/engine/index.ts';
import { loadEnvironment } from '../../../generator/load/load-environment.ts';
import { checkEnvironment } from '../../../generator/model/check-environment.ts';
import { deriveRegion } from '../../../generator/model/derive-region.ts';
import { rules } from '../../../generator/model/rules/index.ts';
import { placesOfJudge } from '../../../generator/model/scope.ts';
import { EnvironmentSchema } from '../../../schemas/environment.ts';
import { readerOf } from '../../support/reader-of.ts';

interface Parts {
  /** Overrides of the second region, in one line of YAML. */
  readonly overrides?: string;
  readonly api?: string;
  /** More lines at the top. */
  readonly top?: string;
}

const digest = (digit: string): string => `digest: "sha256:${digit.repeat(64)}"`;

/** Breaks no rule as it stands, if the second region has a database of its own; it has no Redis, of which there would be more to say. */
export const twoRegions = ({ overrides = '{}', api = '{}', top = '' }: Parts): string =>
  `environment: prod
namespace: aiagent-prod
regions:
  - { name: eastus, role: active, zones: [1, 2, 3] }
  - name: westus2
    role: standby
    zones: [1, 2, 3]
    overrides: ${overrides}
layered: ${api}
${top}
redis: { enabled: false }
postgresql: { image: { ${digest('3')} }, exporter: { enabled: false }, monitor: { zone: "" }, standby: { primaries: [{ node: z1, address: 10.10.3.241 }] }, backup: { enabled: true, repository: { type: volume } } }`
    .replace(
      'layered: {',
      `api: { image: { ${digest('1')} }, tests: { image: { ${digest('2')} } }, redis: { enabled: false }, `,
    )
    .replace(', }', ' }');

function diagnose(text: string): readonly Diagnostic[] {
  const loaded = loadEnvironment(
    'values/prod.yaml',
    readerOf(() => ({ text })),
  );
  const environment = EnvironmentSchema.parse(loaded.data);
  const regions = environment.regions.map((region) => ({
    name: region.name,
    values: deriveRegion(environment, region),
  }));
  const judges = rules.map(judgeOf).flatMap(placesOfJudge);
  return checkEnvironment({ environment, regions }, loaded, judges);
}

/** `CODE path: hint`, of the findings that have one. */
export const hintsIn = (text: string): readonly string[] =>
  diagnose(text).flatMap(({ code, path, hint }) => (hint === undefined ? [] : [`${code} ${path}: ${hint}`]));

/** `line CODE path: message`, of all findings. */
export function findingsIn(text: string): readonly string[] {
  return diagnose(text).map(({ line, code, path, message }) => `${line} ${code} ${path}: ${message}`);
}
