// All rules. Must not know what a rule says.
import type { Code } from '../../codes.ts';
import { pathsRead, type Rule } from '../../engine/index.ts';
import { type Scope, scopeOfPaths } from '../scope.ts';
import { rule as alertsHaveMetrics } from './alerts-have-metrics.ts';
import { rule as appConfigurationHasIdentity } from './app-configuration-has-identity.ts';
import { rule as appConfigurationIsKnown } from './app-configuration-is-known.ts';
import { rule as azureAddressIsInSubnet } from './azure-address-is-in-subnet.ts';
import { rule as azureAutoscalerCarriesPods } from './azure-autoscaler-carries-pods.ts';
import { rule as azureCopiesReachStandby } from './azure-copies-reach-standby.ts';
import { rule as azureGatewaySubnetIsLarge } from './azure-gateway-subnet-is-large.ts';
import { rule as azureIsReachable } from './azure-is-reachable.ts';
import { rule as azureMachinesAreKnown } from './azure-machines-are-known.ts';
import { rule as azureNamesFit } from './azure-names-fit.ts';
import { rule as azureRangesAreApart } from './azure-ranges-are-apart.ts';
import { rule as azureRangesAreInside } from './azure-ranges-are-inside.ts';
import { rule as azureRegionHasZones } from './azure-region-has-zones.ts';
import { rule as azureRegionIsKnown } from './azure-region-is-known.ts';
import { rule as azureRestoreFitsDeletion } from './azure-restore-fits-deletion.ts';
import { rule as azureScalesAscend } from './azure-scales-ascend.ts';
import { rule as azureZoneLossHasRoom } from './azure-zone-loss-has-room.ts';
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
import { rule as postgresqlAlertsHaveMetrics } from './postgresql-alerts-have-metrics.ts';
import { rule as postgresqlBackupIsOn } from './postgresql-backup-is-on.ts';
import { rule as postgresqlBackupIsReachable } from './postgresql-backup-is-reachable.ts';
import { rule as postgresqlCpuRequestsFitLimits } from './postgresql-cpu-requests-fit-limits.ts';
import { rule as postgresqlDigestIsSet } from './postgresql-digest-is-set.ts';
import { rule as postgresqlFirstRepositoryIsKnown } from './postgresql-first-repository-is-known.ts';
import { rule as postgresqlGraceCoversHandover } from './postgresql-grace-covers-handover.ts';
import { rule as postgresqlIsInstalled } from './postgresql-is-installed.ts';
import { rule as postgresqlMemoryFits } from './postgresql-memory-fits.ts';
import { rule as postgresqlMemoryRequestsFitLimits } from './postgresql-memory-requests-fit-limits.ts';
import { rule as postgresqlMonitorStandsApart } from './postgresql-monitor-stands-apart.ts';
import { rule as postgresqlMonitorZoneComesLast } from './postgresql-monitor-zone-comes-last.ts';
import { rule as postgresqlMonitorZoneExists } from './postgresql-monitor-zone-exists.ts';
import { rule as postgresqlNamesDiffer } from './postgresql-names-differ.ts';
import { rule as postgresqlNodesAreTwo } from './postgresql-nodes-are-two.ts';
import { rule as postgresqlNodesStandApart } from './postgresql-nodes-stand-apart.ts';
import { rule as postgresqlPdbIsOn } from './postgresql-pdb-is-on.ts';
import { rule as postgresqlPrimaryStopsInTime } from './postgresql-primary-stops-in-time.ts';
import { rule as postgresqlRegionIsReached } from './postgresql-region-is-reached.ts';
import { rule as postgresqlRegionNamesDiffer } from './postgresql-region-names-differ.ts';
import { rule as postgresqlRepositoryExists } from './postgresql-repository-exists.ts';
import { rule as postgresqlRepositoryKeysDiffer } from './postgresql-repository-keys-differ.ts';
import { rule as postgresqlRestoreWritesElsewhere } from './postgresql-restore-writes-elsewhere.ts';
import { rule as postgresqlSecondRepositoryIsKnown } from './postgresql-second-repository-is-known.ts';
import { rule as postgresqlSpreadIsOn } from './postgresql-spread-is-on.ts';
import { rule as postgresqlStandbyHasPrimaries } from './postgresql-standby-has-primaries.ts';
import { rule as postgresqlStandbyPromisesNothing } from './postgresql-standby-promises-nothing.ts';
import { rule as postgresqlStrictHasThreeNodes } from './postgresql-strict-has-three-nodes.ts';
import { rule as postgresqlVolumeIsAmple } from './postgresql-volume-is-ample.ts';
import { rule as postgresqlZonesExist } from './postgresql-zones-exist.ts';
import { rule as readinessBeatsClients } from './readiness-beats-clients.ts';
import { rule as redisAlertsHaveMetrics } from './redis-alerts-have-metrics.ts';
import { rule as redisCacheEndsBeforeSessions } from './redis-cache-ends-before-sessions.ts';
import { rule as redisCatchUpFitsHandover } from './redis-catch-up-fits-handover.ts';
import { rule as redisCpuRequestsFitLimits } from './redis-cpu-requests-fit-limits.ts';
import { rule as redisDigestIsSet } from './redis-digest-is-set.ts';
import { rule as redisFitsZones } from './redis-fits-zones.ts';
import { rule as redisGraceCoversHandover } from './redis-grace-covers-handover.ts';
import { rule as redisIsInstalled } from './redis-is-installed.ts';
import { rule as redisLagEndsBeforeFailover } from './redis-lag-ends-before-failover.ts';
import { rule as redisLivenessIsPatient } from './redis-liveness-is-patient.ts';
import { rule as redisMemoryFits } from './redis-memory-fits.ts';
import { rule as redisMemoryIsAmple } from './redis-memory-is-ample.ts';
import { rule as redisMemoryRequestsFitLimits } from './redis-memory-requests-fit-limits.ts';
import { rule as redisPdbIsOn } from './redis-pdb-is-on.ts';
import { rule as redisPersistenceIsOn } from './redis-persistence-is-on.ts';
import { rule as redisPrimaryExists } from './redis-primary-exists.ts';
import { rule as redisProfileIsFast } from './redis-profile-is-fast.ts';
import { rule as redisQuorumIsMajority } from './redis-quorum-is-majority.ts';
import { rule as redisReplicasAreEnough } from './redis-replicas-are-enough.ts';
import { rule as redisReplicasAreOdd } from './redis-replicas-are-odd.ts';
import { rule as redisSessionsReplicasAreOdd } from './redis-sessions-replicas-are-odd.ts';
import { rule as redisSessionsStay } from './redis-sessions-stay.ts';
import { rule as redisSilenceIsLongEnough } from './redis-silence-is-long-enough.ts';
import { rule as redisSpreadIsOn } from './redis-spread-is-on.ts';
import { rule as redisUsersDiffer } from './redis-users-differ.ts';
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
  postgresqlIsInstalled,
  redisIsInstalled,
  storesAreReachable,
  azureAddressIsInSubnet,
  azureAutoscalerCarriesPods,
  azureGatewaySubnetIsLarge,
  azureNamesFit,
  azureRangesAreInside,
  azureRangesAreApart,
  azureRegionIsKnown,
  azureRegionHasZones,
  azureScalesAscend,
  azureCopiesReachStandby,
  azureRestoreFitsDeletion,
  azureMachinesAreKnown,
  azureZoneLossHasRoom,
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
  postgresqlAlertsHaveMetrics,
  postgresqlBackupIsOn,
  postgresqlBackupIsReachable,
  postgresqlRegionIsReached,
  postgresqlRegionNamesDiffer,
  postgresqlGraceCoversHandover,
  postgresqlDigestIsSet,
  postgresqlMemoryFits,
  postgresqlMonitorZoneExists,
  postgresqlMonitorZoneComesLast,
  postgresqlMonitorStandsApart,
  postgresqlNodesAreTwo,
  postgresqlPdbIsOn,
  postgresqlFirstRepositoryIsKnown,
  postgresqlRepositoryKeysDiffer,
  postgresqlRepositoryExists,
  postgresqlSecondRepositoryIsKnown,
  postgresqlCpuRequestsFitLimits,
  postgresqlMemoryRequestsFitLimits,
  postgresqlRestoreWritesElsewhere,
  postgresqlSpreadIsOn,
  postgresqlStandbyHasPrimaries,
  postgresqlStandbyPromisesNothing,
  postgresqlStrictHasThreeNodes,
  postgresqlPrimaryStopsInTime,
  postgresqlVolumeIsAmple,
  postgresqlNodesStandApart,
  redisAlertsHaveMetrics,
  redisCacheEndsBeforeSessions,
  redisSilenceIsLongEnough,
  redisGraceCoversHandover,
  redisCatchUpFitsHandover,
  redisDigestIsSet,
  redisLagEndsBeforeFailover,
  redisLivenessIsPatient,
  redisMemoryFits,
  redisMemoryIsAmple,
  redisPdbIsOn,
  redisPersistenceIsOn,
  redisPrimaryExists,
  redisProfileIsFast,
  redisQuorumIsMajority,
  redisReplicasAreEnough,
  redisCpuRequestsFitLimits,
  redisMemoryRequestsFitLimits,
  redisSessionsStay,
  redisSpreadIsOn,
  redisUsersDiffer,
  redisFitsZones,
];

/** Which chart carries a rule. */
export const scopeOf = (rule: Rule): Scope => scopeOfPaths(pathsRead(rule));
