// All rules. Must not know what a rule says.
import type { Code } from '../../codes.ts';
import { type Lead, pathsRead, type Rule } from '../../engine/index.ts';
import { leadsOf, type Scope, scopeOfPaths } from '../scope.ts';
import { rule as alertsHaveMetrics } from './alerts-have-metrics.ts';
import { rule as appConfigurationHasIdentity } from './app-configuration-has-identity.ts';
import { rule as appConfigurationIsKnown } from './app-configuration-is-known.ts';
import { rule as azureIsReachable } from './azure-is-reachable.ts';
import { rule as blobHasIdentity } from './blob-has-identity.ts';
import { rule as blobIsKnown } from './blob-is-known.ts';
import { rule as cpuRequestsFitLimits } from './cpu-requests-fit-limits.ts';
import { rule as drainIsPossible } from './drain-is-possible.ts';
import { rule as gatewayAddressIsSet } from './gateway-address-is-set.ts';
import { rule as gatewayClientsAreAllowed } from './gateway-clients-are-allowed.ts';
import { rule as graceCoversShutdown } from './grace-covers-shutdown.ts';
import { rule as identityIsKnown } from './identity-is-known.ts';
import { rule as imageDigestIsSet } from './image-digest-is-set.ts';
import { rule as imageIsNotLatest } from './image-is-not-latest.ts';
import { rule as memoryRequestsFitLimits } from './memory-requests-fit-limits.ts';
import { rule as pdbIsOn } from './pdb-is-on.ts';
import { rule as poolFitsDatabase } from './pool-fits-database.ts';
import { rule as postgresqlNamesDiffer } from './postgresql-names-differ.ts';
import { rule as postgresqlZonesExist } from './postgresql-zones-exist.ts';
import { rule as readinessBeatsClients } from './readiness-beats-clients.ts';
import { rule as redisReplicasAreOdd } from './redis-replicas-are-odd.ts';
import { rule as redisSessionsReplicasAreOdd } from './redis-sessions-replicas-are-odd.ts';
import { rule as releaseNameFits } from './release-name-fits.ts';
import { rule as scaleOrderIsAscending } from './scale-order-is-ascending.ts';
import { rule as sessionsAreNotEvicted } from './sessions-are-not-evicted.ts';
import { rule as skewLeavesAnotherZone } from './skew-leaves-another-zone.ts';
import { rule as spreadHasZones } from './spread-has-zones.ts';
import { rule as spreadIsOn } from './spread-is-on.ts';
import { rule as standbyUpdateEnds } from './standby-update-ends.ts';
import { rule as storageRequestsFitLimits } from './storage-requests-fit-limits.ts';
import { rule as storesAreReachable } from './stores-are-reachable.ts';
import { rule as updateKeepsPods } from './update-keeps-pods.ts';
import { rule as zoneLossIsCarried } from './zone-loss-is-carried.ts';
import { rule as zonesAreThree } from './zones-are-three.ts';
import { rule as zonesHaveAPodEach } from './zones-have-a-pod-each.ts';

/** Every rule, in the order of the codes; a chart shows the first error that its values break. */
export const rules: readonly Rule<Code>[] = [
  alertsHaveMetrics,
  appConfigurationHasIdentity,
  appConfigurationIsKnown,
  azureIsReachable,
  blobHasIdentity,
  blobIsKnown,
  identityIsKnown,
  storesAreReachable,
  drainIsPossible,
  gatewayAddressIsSet,
  gatewayClientsAreAllowed,
  graceCoversShutdown,
  imageDigestIsSet,
  imageIsNotLatest,
  pdbIsOn,
  poolFitsDatabase,
  readinessBeatsClients,
  cpuRequestsFitLimits,
  memoryRequestsFitLimits,
  storageRequestsFitLimits,
  scaleOrderIsAscending,
  skewLeavesAnotherZone,
  spreadHasZones,
  spreadIsOn,
  updateKeepsPods,
  standbyUpdateEnds,
  zoneLossIsCarried,
  zonesHaveAPodEach,
  postgresqlNamesDiffer,
  postgresqlZonesExist,
  redisReplicasAreOdd,
  redisSessionsReplicasAreOdd,
  releaseNameFits,
  sessionsAreNotEvicted,
  zonesAreThree,
];

/** Which chart carries a rule. */
export const scopeOf = (rule: Rule): Scope => scopeOfPaths(pathsRead(rule));

/** Every rule at every place where it is asked: a chart that stands twice has its rules twice. */
export const placedRules: readonly { readonly rule: Rule<Code>; readonly lead: Lead }[] = rules.flatMap(
  (rule) => leadsOf(scopeOf(rule)).map((lead) => ({ rule, lead })),
);
