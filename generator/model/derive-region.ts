// From an environment and one of its regions to the values of the umbrella: the environment's settings,
// the region's overrides, and the facts that follow from both. Pure; must not know kinds nor YAML.
import type { Environment } from '../../schemas/environment.ts';
import { type Alias, subcharts } from '../../schemas/subcharts.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { type JsonMap, mergeLayers } from '../load/merge-layers.ts';

export type Region = Environment['regions'][number];

/** The label that a node of this zone carries: `eastus-1`. */
const zoneLabel = (region: Region, zone: number): string => `${region.name}-${zone}`;

/** The umbrella's values in one region; everything is filled in. */
export function deriveRegion(environment: Environment, region: Region): UmbrellaValues {
  const { overrides = {} } = region;
  const charts = subcharts.map(({ alias }) => [
    alias,
    override<object>(environment[alias], overrides[alias] as object | undefined),
  ]);
  return {
    global: {
      ...override(environment.global, overrides.global),
      availability: environment.availability,
      zones: region.zones.map((zone) => zoneLabel(region, zone)),
      clusterDomain: environment.clusterDomain,
      role: region.role,
    },
    storageClasses: environment.storageClasses,
    ...(Object.fromEntries(charts) as Pick<UmbrellaValues, Alias>),
  };
}

/** The whole with the part laid over it; a part has no null (VALUE-NULL), so it takes nothing away. */
const override = <T extends object>(below: T, above: object = {}): T =>
  mergeLayers([below as JsonMap, above as JsonMap]) as T;
