// The extension inside a cluster that reads its objects and writes them to the backup account.

@description('The cluster.')
param clusterName string

@description('Where objects are kept, in the same resource group.')
param storage { accountName: string, container: string }

// Storage Blob Data Contributor
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: clusterName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storage.accountName
}

resource extension 'Microsoft.KubernetesConfiguration/extensions@2024-11-01' = {
  name: 'azure-aks-backup'
  scope: cluster
  properties: {
    extensionType: 'microsoft.dataprotection.kubernetes'
    autoUpgradeMinorVersion: true
    releaseTrain: 'stable'
    scope: { cluster: { releaseNamespace: 'dataprotection-microsoft' } }
    configurationSettings: {
      'configuration.backupStorageLocation.bucket': storage.container
      'configuration.backupStorageLocation.config.storageAccount': storage.accountName
      'configuration.backupStorageLocation.config.resourceGroup': resourceGroup().name
      'configuration.backupStorageLocation.config.subscriptionId': subscription().subscriptionId
      'configuration.backupStorageLocation.config.useAAD': 'true'
      'credentials.tenantId': subscription().tenantId
    }
  }
}

resource extensionWrites 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, extension.name, blobDataContributor)
  scope: account
  properties: {
    principalId: extension.properties.aksAssignedIdentity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}
