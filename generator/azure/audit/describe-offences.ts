// What the audit found, as findings at the values that cause it.
import { codes } from '../../codes.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { LoadedFile } from '../../load/load-environment.ts';
import { firstPlace, placesOf } from '../../model/places.ts';
import { type Estate, regionOf } from './estate.ts';
import type { Offence } from './rule.ts';

/** @param regions the names of the environment's regions, in their order. */
export const describeOffences = (
  offences: readonly Offence[],
  {
    estate,
    loaded,
    regions,
  }: { readonly estate: Estate; readonly loaded: LoadedFile; readonly regions: readonly string[] },
): readonly Diagnostic[] =>
  offences.map(({ code, resource, message, about }) => {
    const { severity, cure } = codes[code];
    const index = Math.max(0, regions.indexOf(regionOf(estate, resource) ?? ''));
    const place = firstPlace(placesOf(about.split('.'), index), loaded);
    return { code, severity, ...place, message, cure };
  });
