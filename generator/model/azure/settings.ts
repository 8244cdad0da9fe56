// The settings of Azure in one region: the environment's, with the region's overrides laid over them.
import type { AzureSettings } from '../../../schemas/azure.ts';
import type { Environment } from '../../../schemas/environment.ts';
import { type JsonMap, mergeLayers } from '../../load/merge-layers.ts';
import type { Region } from '../derive-region.ts';

export type RegionalSettings = AzureSettings;

/** What holds in a region; everything is filled in. */
export const settingsOf = ({ azure }: Pick<Environment, 'azure'>, { overrides }: Region): RegionalSettings =>
  overrides?.azure === undefined
    ? azure
    : (mergeLayers([azure as JsonMap, overrides.azure as JsonMap]) as unknown as RegionalSettings);
