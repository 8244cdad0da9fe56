// What a deployment answered, against what the values say it should have, and the layer that takes it to the charts.
// Must not know where either is read or written.
import type { HelmOutputs } from '../../schemas/azure/outputs.ts';
import type { AzureParameters } from '../../schemas/azure/parameters.ts';
import { printYaml } from '../engine/index.ts';

/** Something that was answered otherwise than the values have it. */
export interface Difference {
  /** In the answer. */
  readonly path: readonly (string | number)[];
  readonly answered: string;
  readonly wanted: string;
}

const withoutSlash = (address: string): string => address.replace(/\/$/, '');

type Row = readonly [path: Difference['path'], answered: string, wanted: string];

function rowsOfRegions({ regions }: AzureParameters, answers: HelmOutputs['regions']): readonly Row[] {
  const names = (list: readonly { readonly name: string }[]): string =>
    list.map(({ name }) => name).join(', ');
  return answers.flatMap((answer, index): readonly Row[] => {
    const region = regions.find(({ name }) => name === answer.name);
    const at = (key: string): Difference['path'] => ['regions', index, key];
    if (region === undefined) return [[at('name'), answer.name, names(regions)]];
    return [
      [at('blobEndpoint'), answer.blobEndpoint, `https://${region.storage.account}.blob.core.windows.net`],
      [at('keyVaultUri'), answer.keyVaultUri, `https://${region.keyVault.name}.vault.azure.net`],
      [at('gatewayHost'), answer.gatewayHost, region.gateway.originHost],
    ];
  });
}

/** Where the answer is not that of a deployment of these parameters. */
export function compareOutputs(parameters: AzureParameters, outputs: HelmOutputs): readonly Difference[] {
  const { environment, shared, regions } = parameters;
  const known = outputs.regions.map(({ name }) => name);
  const rows: readonly Row[] = [
    [['environment'], outputs.environment, environment.name],
    [
      ['appConfigurationEndpoint'],
      outputs.appConfigurationEndpoint,
      `https://${shared.appConfiguration.name}.azconfig.io`,
    ],
    [['registry'], outputs.registry, `${shared.registry.name}.azurecr.io`],
    ...rowsOfRegions(parameters, outputs.regions),
    ...regions
      .filter(({ name }) => !known.includes(name))
      .map(({ name }): Row => [['regions'], 'nothing', name]),
  ];
  return rows
    .filter(([, answered, wanted]) => withoutSlash(answered) !== wanted)
    .map(([path, answered, wanted]) => ({ path, answered, wanted }));
}

/** How the first line of a layer of ours ends: such a file may be replaced. */
export const layerMark = '# Written by chartwright azure outputs; do not edit.';

/** The layer's text: what the charts need and only Azure knows. */
export function printLayer({ apiClientId, tenantId }: HelmOutputs): string {
  const layer = { api: { workloadIdentity: { clientId: apiClientId, tenantId } } };
  return `# yaml-language-server: $schema=../../schemas/json/layer.schema.json\n${layerMark}\n${printYaml(layer)}`;
}
