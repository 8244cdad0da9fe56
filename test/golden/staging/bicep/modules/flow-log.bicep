// The flow log of a network: which address spoke to which. Lives in the resource group of Network Watcher,
// which Azure makes with the first network of a region.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The network that is recorded.')
param network { name: string, resourceGroup: string }

@description('The account that keeps the records, in the resource group of the network.')
param storageAccountName string

@description('The workspace that shows them.')
param workspace { id: string, location: string }

@description('How long the records are kept.')
param retentionDays int

resource watcher 'Microsoft.Network/networkWatchers@2025-05-01' existing = {
  name: 'NetworkWatcher_${location}'
}

resource flowLog 'Microsoft.Network/networkWatchers/flowLogs@2025-05-01' = {
  parent: watcher
  name: '${network.name}-flows'
  location: location
  tags: tags
  properties: {
    enabled: true
    targetResourceId: resourceId(network.resourceGroup, 'Microsoft.Network/virtualNetworks', network.name)
    storageId: resourceId(network.resourceGroup, 'Microsoft.Storage/storageAccounts', storageAccountName)
    format: { type: 'JSON', version: 2 }
    retentionPolicy: { enabled: true, days: retentionDays }
    flowAnalyticsConfiguration: {
      networkWatcherFlowAnalyticsConfiguration: {
        enabled: true
        trafficAnalyticsInterval: 10
        workspaceResourceId: workspace.id
        workspaceRegion: workspace.location
      }
    }
  }
}
