// The registry of images: one name, a copy in each region, so that a region pulls without the other.
import { registryType } from '../generated/types.bicep'

@description('The region of its home.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The registry and its copies.')
param settings registryType

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

@description('The workspace of the logs.')
param workspaceId string

var isPremium = settings.tier == 'Premium'

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: settings.name
  location: location
  tags: tags
  sku: { name: settings.tier }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    dataEndpointEnabled: isPremium
    zoneRedundancy: isPremium ? 'Enabled' : 'Disabled'
    // Lower tiers have neither private endpoints nor rules for addresses.
    publicNetworkAccess: isPremium && empty(settings.allowedRanges) ? 'Disabled' : 'Enabled'
    networkRuleBypassOptions: 'AzureServices'
    networkRuleSet: isPremium
      ? {
          defaultAction: 'Deny'
          ipRules: map(settings.allowedRanges, range => { action: 'Allow', value: range })
        }
      : null
    policies: isPremium ? { retentionPolicy: { status: 'enabled', days: settings.untaggedDays } } : null
  }
}

resource replicas 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = [
  for replica in settings.replicas: {
    parent: registry
    name: replica
    location: replica
    tags: tags
    properties: { zoneRedundancy: 'Enabled', regionEndpointEnabled: true }
  }
]

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: registry
  properties: { level: 'CanNotDelete', notes: 'Holds the images of every environment.' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: registry
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
