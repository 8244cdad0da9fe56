// From an environment and one of its regions to the values of the umbrella: the environment's settings,
// the region's overrides, and the facts that follow from both. Pure; must not know kinds nor YAML.
import type { Environment } from '../../schemas/environment.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';

export type Region = Environment['regions'][number];

/** The label that a node of this zone carries: `eastus-1`. */
export const zoneLabel = (region: Region, zone: number): string => `${region.name}-${zone}`;

/** The umbrella's values in one region; everything is filled in. */
export function deriveRegion(environment: Environment, region: Region): UmbrellaValues {
  const { global = {}, api = {} } = region.overrides ?? {};
  return {
    global: {
      ...override(environment.global, global),
      availability: environment.availability,
      zones: region.zones.map((zone) => zoneLabel(region, zone)),
      clusterDomain: environment.clusterDomain,
    },
    api: override(environment.api, api),
  };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Maps merge deeply, lists and scalars replace: as Helm merges a second values file over a first. */
function override<T extends object>(below: T, above: object): T {
  const merged: Record<string, unknown> = { ...(below as Record<string, unknown>) };
  for (const [key, value] of Object.entries(above)) {
    const present = merged[key];
    merged[key] = isMap(value) && isMap(present) ? override(present, value) : value;
  }
  return merged as T;
}
