// An environment of two regions, as text with parts to fill in, and what is said of it. Must not know a rule.
import { loadEnvironment } from '../../../generator/load/load-environment.ts';
import { checkEnvironment } from '../../../generator/model/check-environment.ts';
import { rules } from '../../../generator/model/rules/index.ts';
import { EnvironmentSchema } from '../../../schemas/environment.ts';

interface Parts {
  /** Overrides of the second region, in one line of YAML. */
  readonly overrides?: string;
  readonly api?: string;
  /** More lines at the top. */
  readonly top?: string;
}

const digest = (digit: string): string => `digest: "sha256:${digit.repeat(64)}"`;

/** Breaks no rule as it stands. */
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
${top}`
    .replace('layered: {', `api: { image: { ${digest('1')} }, tests: { image: { ${digest('2')} } }, `)
    .replace(', }', ' }');

/** `line CODE path: message`, of all findings. */
export function findingsIn(text: string): readonly string[] {
  const loaded = loadEnvironment('values/prod.yaml', () => ({ text }));
  const found = checkEnvironment({ environment: EnvironmentSchema.parse(loaded.data) }, loaded, rules);
  return found.map(({ line, code, path, message }) => `${line} ${code} ${path}: ${message}`);
}
