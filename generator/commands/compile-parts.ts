// The product's schema, rules and charts as JavaScript, for a program that has no time to build and walk
// them. Run when the generator is built. Must not know how the code is bundled.
import { AzureParameters } from '../../schemas/azure/parameters.ts';
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { parameterFrame } from '../azure/parameter-frame.ts';
import { umbrella } from '../charts/umbrella/index.ts';
import { compileJudge, compileSchema, compileUmbrella } from '../engine/index.ts';
import { rules, scopeOf } from '../model/rules/index.ts';

/** JavaScript source of the `CompiledParts`; what it calls is the engine's runtime, under the name `$`. */
export function compileParts(): string {
  const outlines = JSON.stringify(JSON.stringify(compileSchema(EnvironmentSchema)));
  const frame = JSON.stringify(parameterFrame(Object.keys(AzureParameters.shape)));
  const judges = rules.map(compileJudge).join(',\n');
  return `{
outlines: JSON.parse(${outlines}),
judges: [${judges}],
charts: ${compileUmbrella(umbrella(rules, scopeOf))},
frame: ${frame}}`;
}
