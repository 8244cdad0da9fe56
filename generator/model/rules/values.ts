// What the rules speak of: the values of the whole platform, and the few facts that several rules derive
// from them. Must not know any rule.
import { UmbrellaValues } from '../../../schemas/umbrella.ts';
import { eq, isPresent, length, not, ternary, valuesOf } from '../../engine/index.ts';

/** The root of every rule: `api.…`, `global.…`. */
export const values = valuesOf(UmbrellaValues);

const { hpa, postgresql, replicas } = values.api;

/** True where the platform must survive the loss of a zone. */
export const isHighlyAvailable = eq(values.global.availability, 'high');

/** How many zones there are. */
export const zoneCount = length(values.global.zones);

/** How many api pods are sure to run. */
export const fewestPods = ternary(hpa.enabled, hpa.minReplicas, replicas);

/** The setting that decides it. */
export const fewestPodsPath = ternary<string>(hpa.enabled, 'api.hpa.minReplicas', 'api.replicas');

/** How many api pods may run. */
export const mostPods = ternary(hpa.enabled, hpa.maxReplicas, replicas);

/** The setting that decides it. */
export const mostPodsPath = ternary<string>(hpa.enabled, 'api.hpa.maxReplicas', 'api.replicas');

/** What must all be so for the api to use the database that `global.postgresql` describes. */
export const usesPlatformDatabase = [postgresql.enabled, not(isPresent(postgresql.hosts))] as const;
