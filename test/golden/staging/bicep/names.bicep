// Names that follow from values, and are needed in several files. Never read from what a module returns: so they
// are known before anything is deployed.
import { environmentType, regionType, sharedType } from 'generated/types.bicep'

@export()
@description('The container for backups of the database, and the one for those of the cluster.')
var backupContainers = { database: 'pgbackrest', cluster: 'cluster' }

@export()
@description('The identities of cluster, nodes and gateway in a region; no other region has the same.')
func identityNamesOf(region regionType) { cluster: string, nodes: string, gateway: string } => {
  cluster: '${region.cluster.name}-control'
  nodes: '${region.cluster.name}-nodes'
  gateway: '${region.gateway.name}-${region.name}'
}

@export()
@description('The backup account of a region, and where it stands.')
func backupOf(region regionType) { region: string, name: string, resourceGroup: string } => {
  region: region.name
  name: region.backup.account
  resourceGroup: region.resourceGroup
}

@export()
@description('The resource group of the snapshots of a cluster\'s disks.')
func snapshotGroupOf(region regionType) string => '${region.resourceGroup}-snapshots'

@export()
@description('All resource groups, and where they stand.')
func groupsOf(environment environmentType, shared sharedType, regions regionType[]) {
  name: string
  location: string
}[] =>
  concat(
    [{ name: shared.resourceGroup, location: environment.location }],
    map(regions, region => { name: region.resourceGroup, location: region.name }),
    map(filter(regions, region => region.cluster.backup.enabled), region => {
      name: snapshotGroupOf(region)
      location: region.name
    })
  )

@export()
@description('The account of the flow logs of a region; null, where none are kept.')
func flowAccountOf(region regionType, subscriptionId string) string? =>
  region.network.flowLogs ? 'flows${uniqueString(subscriptionId, region.resourceGroup)}' : null

@export()
@description('The id of a resource in the shared group.')
func sharedIdOf(shared sharedType, type string, name string) string =>
  resourceId(subscription().subscriptionId, shared.resourceGroup, type, name)

@export()
@description('The id of the workspace of the logs.')
func workspaceIdOf(shared sharedType) string =>
  sharedIdOf(shared, 'Microsoft.OperationalInsights/workspaces', shared.observability.workspace)

@export()
@description('The ids of the rules by which clusters send metrics and logs.')
func ruleIdsOf(shared sharedType, rules { metrics: string, logs: string }) { metrics: string, logs: string } => {
  metrics: sharedIdOf(shared, 'Microsoft.Insights/dataCollectionRules', rules.metrics)
  logs: sharedIdOf(shared, 'Microsoft.Insights/dataCollectionRules', rules.logs)
}

@export()
@description('The other regions.')
func othersOf(regions regionType[], region regionType) regionType[] =>
  filter(regions, other => other.name != region.name)

@export()
@description('The id of the DDoS protection plan; null, where there is none.')
func ddosPlanIdOf(shared sharedType, subscriptionId string) string? =>
  shared.ddosProtection.kind == 'sharedPlan'
    ? shared.ddosProtection.?id
    : shared.ddosProtection.kind == 'plan'
        ? resourceId(
            subscriptionId,
            shared.resourceGroup,
            'Microsoft.Network/ddosProtectionPlans',
            shared.ddosProtection.?name ?? ''
          )
        : null
