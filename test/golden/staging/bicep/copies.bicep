// What a region copies and writes down: its files to the standby region, and who spoke to whom in its network.
import { regionType } from 'generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The region.')
param region regionType

@description('All regions.')
param regions regionType[]

@description('The account of the flow logs; absent, none are kept.')
param flowAccountName string?

@description('The workspace of the logs: its id, and its region.')
param workspace { id: string, location: string }

@description('How long flow logs are kept.')
param flowDays int

var accounts = 'Microsoft.Storage/storageAccounts'
var isCopied = region.storage.?replicateTo != null
var target = first(filter(regions, other => other.storage.account == region.storage.?replicateTo))
var targetGroup = target.?resourceGroup ?? region.resourceGroup
var targetAccount = region.storage.?replicateTo ?? region.storage.account

module receives 'modules/replication-target.bicep' = if (isCopied) {
  scope: resourceGroup(targetGroup)
  params: {
    sourceId: resourceId(accounts, region.storage.account)
    accountName: targetAccount
    containers: region.storage.containers
  }
}

module sends 'modules/replication-source.bicep' = if (isCopied) {
  params: {
    accountName: region.storage.account
    targetId: resourceId(targetGroup, accounts, targetAccount)
    containers: region.storage.containers
    // Azure gives the id: What-If cannot foresee it.
    #disable-next-line what-if-short-circuiting
    policyId: receives!.outputs.policyId
    ruleIds: receives!.outputs.ruleIds
  }
}

module flowLog 'modules/flow-log.bicep' = if (flowAccountName != null) {
  scope: resourceGroup('NetworkWatcherRG')
  params: {
    location: region.name
    tags: tags
    network: { name: region.network.name, resourceGroup: region.resourceGroup }
    storageAccountName: flowAccountName ?? ''
    workspace: workspace
    retentionDays: flowDays
  }
}
