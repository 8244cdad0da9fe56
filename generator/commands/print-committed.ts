// What is generated and committed: the chart, the editors' schemas, the reference. Must not know where
// it is written.
import { parameterTypes } from '../../schemas/azure/parameters.ts';
import { EnvironmentSchema } from '../../schemas/environment.ts';
import { UmbrellaValues } from '../../schemas/umbrella.ts';
import { printTypes } from '../azure/print-types.ts';
import { allSettings } from '../charts/api/settings.ts';
import { printUmbrella } from '../charts/print-charts.ts';
import { home } from '../charts/release.ts';
import { umbrella } from '../charts/umbrella/index.ts';
import { editorSchema, printJsonSchema } from '../engine/index.ts';
import { rules, scopeOf } from '../model/rules/index.ts';
import { printChartReadme } from '../print/chart-readme.ts';
import { printErrorReference, printSettingReference, printVariableReference } from '../print/reference.ts';

type Files = ReadonlyMap<string, string>;

/** Folder → path below it → text. */
export function printCommitted(): ReadonlyMap<string, Files> {
  const charts = umbrella(rules, scopeOf);
  // What no chart carries, no installation fails for.
  const ofCharts = rules.filter((rule) => scopeOf(rule) !== 'azure');
  const schemas = new Map([
    [
      'environment.schema.json',
      printJsonSchema(editorSchema(EnvironmentSchema, { title: 'A Chartwright environment' })),
    ],
    ['layer.schema.json', printJsonSchema(layerSchema())],
  ]);
  const reference = new Map([
    ['values.md', printSettingReference(EnvironmentSchema)],
    ['errors.md', printErrorReference(rules)],
    ['api-environment.md', printVariableReference(allSettings)],
  ]);
  return new Map<string, Files>([
    ['charts/aiagent', printUmbrella(charts, printChartReadme(UmbrellaValues, ofCharts, home))],
    ['bicep/generated', new Map([['types.bicep', printTypes(parameterTypes)]])],
    ['schemas/json', schemas],
    ['docs/reference', reference],
  ]);
}

/** A layer holds any part of an environment but what is the environment's own, so nothing in it is required. */
function layerSchema() {
  const Layer = EnvironmentSchema.omit({ environment: true, regions: true, extends: true });
  const { required: _, ...schema } = editorSchema(Layer, { title: 'A layer of Chartwright values' });
  return schema;
}
