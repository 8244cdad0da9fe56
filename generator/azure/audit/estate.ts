// What a deployment would make, as the compiler predicts it: resources that can be found by type and by id. Must not
// know any rule, nor where the prediction comes from.

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly apiVersion: string;
  readonly location?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export interface Estate {
  readonly resources: readonly Resource[];
  /** Whether the environment promises to survive the loss of a zone. */
  readonly highlyAvailable: boolean;
}

/** @throws for a text that is no snapshot. */
export function readEstate(snapshot: string, highlyAvailable: boolean): Estate {
  const { predictedResources } = JSON.parse(snapshot) as { predictedResources: readonly Resource[] };
  if (!Array.isArray(predictedResources)) throw new Error('A snapshot of Bicep has predictedResources.');
  return { resources: predictedResources, highlyAvailable };
}

export const ofType = ({ resources }: Estate, type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);

/** Ids differ in case alone when Azure prints them. */
export const isSameId = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();

/** What stands at a path such as `properties.sku.tier`; in a list, of its first entry, or its `length`. */
export function valueAt(resource: unknown, path: string): unknown {
  let value = resource;
  for (const step of path.split('.')) {
    if (Array.isArray(value) && step !== 'length') value = value[0];
    value = (value as Readonly<Record<string, unknown>> | undefined | null)?.[step];
  }
  return value;
}

/** The ids inside a text or a whole value: alone, or in an expression that Azure evaluates. */
export function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return [...value.matchAll(/\/subscriptions\/[-0-9a-f]{36}\/[^'"\s\]]+/g)].map(([id]) => id);
  if (typeof value !== 'object' || value === null) return [];
  return [...Object.keys(value), ...Object.values(value)].flatMap(idsIn);
}

const groupOf = (id: string): string | undefined => /\/resourceGroups\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();

/** The region in which a resource stands, or the resource group around it. */
export function regionOf({ resources }: Estate, { location, id }: Resource): string | undefined {
  if (location !== undefined && location !== 'global') return location;
  const group = groupOf(id);
  return resources.find(
    (other) => other.type === 'Microsoft.Resources/resourceGroups' && other.name.toLowerCase() === group,
  )?.location;
}

/** `applicationGateways aiagent-appgw in eastus`: how people call it. */
export function titleOf(estate: Estate, resource: Resource): string {
  const region = regionOf(estate, resource);
  const kind = resource.type.slice(resource.type.indexOf('/') + 1);
  return `${kind} ${resource.name}${region === undefined ? '' : ` in ${region}`}`;
}
