// What must hold between the regions of an environment, which no chart can see: each is installed by itself.
// Must not know files' formats, kinds or charts.

import type { Environment } from '../../schemas/environment.ts';
import type { UmbrellaValues } from '../../schemas/umbrella.ts';
import { type Code, codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { LoadedFile } from '../load/load-environment.ts';
import type { AzureView } from './azure/derive-azure.ts';
import type { IsDoubtful } from './doubt.ts';
import { firstPlace, type Place, placesOf } from './places.ts';

const finding = (code: Code, place: Place, message: string): Diagnostic => {
  const { severity, cure } = codes[code];
  return { code, severity, ...place, message, cure };
};

/** A region's name, the values that its charts get, and what else rules are asked about there. */
export interface RegionValues {
  readonly name: string;
  readonly values: UmbrellaValues;
  readonly azure?: AzureView | undefined;
}

/** What every region must have for itself. */
interface Own {
  readonly code: Code;
  readonly path: readonly string[];
  /** The text, or empty where the region has none. */
  readonly read: (values: UmbrellaValues) => string;
  readonly consequence: string;
}

const owns: readonly Own[] = [
  {
    code: 'REGION-ADDRESS-SHARED',
    path: ['api', 'gateway', 'address'],
    read: ({ api }) => (api.enabled && api.gateway.enabled ? api.gateway.address : ''),
    consequence: 'so only the load balancer whose network holds it comes up',
  },
  {
    code: 'REGION-BLOB-SHARED',
    path: ['api', 'blob', 'endpoint'],
    read: ({ api }) => (api.enabled && api.blob.enabled ? api.blob.endpoint : ''),
    consequence: 'so the loss of the region that holds the account takes the files from the others too',
  },
];

/** What the regions are judged by. */
interface Judged {
  readonly loaded: LoadedFile;
  /** The values of each region, in the order of the environment's. */
  readonly regions: readonly RegionValues[];
  readonly isDoubtful: IsDoubtful;
}

function sharedFindings(
  { code, path, read, consequence }: Own,
  { loaded, regions, isDoubtful }: Judged,
): Diagnostic[] {
  const sharing = new Map<string, number[]>();
  for (const [index, { values }] of regions.entries()) {
    const text = placesOf(path, index).some(isDoubtful) ? '' : read(values);
    if (text !== '') sharing.set(text, [...(sharing.get(text) ?? []), index]);
  }
  return [...sharing.values()]
    .filter((indexes) => indexes.length > 1)
    .map((indexes) => {
      const names = indexes.map((index) => regions[index]?.name).join(' and ');
      const place = firstPlace(placesOf(path, indexes.at(-1) as number), loaded);
      return finding(code, place, `${path.join('.')} is the same in ${names}, ${consequence}.`);
    });
}

/** What the list of regions itself must hold; nothing of values that were only guessed. */
export function checkRegions({ regions }: Environment, judged: Judged): Diagnostic[] {
  const { loaded, isDoubtful } = judged;
  const at = (...path: readonly PropertyKey[]): Place => firstPlace([path], loaded);
  const isKnown = (index: number, key: string): boolean => !isDoubtful(['regions', index, key]);
  const names = regions.map(({ name }, index) => (isKnown(index, 'name') ? name : undefined));
  const twice = regions.flatMap(({ name }, index) =>
    isKnown(index, 'name') && names.indexOf(name) < index
      ? [finding('REGION-TWICE', at('regions', index, 'name'), `The region ${name} is listed already.`)]
      : [],
  );
  const zones = regions.flatMap(({ name, zones }, index) =>
    isKnown(index, 'zones') && new Set(zones).size < zones.length
      ? [finding('REGION-ZONE-TWICE', at('regions', index, 'zones'), `A zone of ${name} is listed twice.`)]
      : [],
  );
  const active = regions.filter(({ role }) => role === 'active').length;
  const roles =
    active === 1 || regions.some((_, index) => !isKnown(index, 'role'))
      ? []
      : [finding('REGION-ACTIVE', at('regions'), `${active} regions are active; it must be one.`)];
  return [...twice, ...zones, ...roles, ...owns.flatMap((own) => sharedFindings(own, judged))];
}
