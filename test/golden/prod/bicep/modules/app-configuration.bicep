// The App Configuration store: settings that the api reads without a restart, and its copies in other regions.
import { appConfigurationType } from '../generated/types.bicep'

@description('The region of its home.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The store.')
param settings appConfigurationType

@description('The name of the identity that reads it.')
param readerName string

@description('Its principal.')
param readerPrincipalId string

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

@description('The workspace of the logs.')
param workspaceId string

// App Configuration Data Reader
var dataReader = '516239f1-63e1-4d78-a4de-a74fb236a071'

resource store 'Microsoft.AppConfiguration/configurationStores@2024-06-01' = {
  name: settings.name
  location: location
  tags: tags
  sku: { name: toLower(settings.tier) }
  properties: {
    disableLocalAuth: true
    enablePurgeProtection: settings.tier != 'Free'
    softDeleteRetentionInDays: settings.tier == 'Free' ? 0 : settings.softDeleteDays
    // A deployment writes the settings with the rights of who deploys, and reaches them from outside.
    dataPlaneProxy: { authenticationMode: 'Pass-through', privateLinkDelegation: 'Disabled' }
    publicNetworkAccess: 'Enabled'
  }
}

resource values 'Microsoft.AppConfiguration/configurationStores/keyValues@2024-06-01' = [
  for item in items(settings.keys): {
    parent: store
    // A colon in a name must be written by its code.
    name: replace(item.key, ':', '~3A')
    properties: { value: item.value }
  }
]

resource replicas 'Microsoft.AppConfiguration/configurationStores/replicas@2024-06-01' = [
  for replica in settings.replicas: {
    parent: store
    name: replica.name
    location: replica.location
  }
]

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(store.id, readerName, dataReader)
  scope: store
  properties: {
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReader)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: store
  properties: { level: 'CanNotDelete', notes: 'Holds the settings of the platform.' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: store
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('The address of the store.')
output endpoint string = store.properties.endpoint
