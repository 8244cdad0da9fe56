// Backs up the objects and disks of a cluster every day: the extension inside it, and its place in the vault.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The cluster.')
param clusterName string

@description('The name of the identity of the control plane.')
param clusterIdentityName string

@description('Its principal.')
param clusterPrincipalId string

@description('How long a backup is kept.')
param retentionDays int

@description('The resource group of the snapshots of disks, and of nothing else.')
param snapshotGroup string

@description('Where objects are kept.')
param storage { accountName: string, container: string }

var reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
var roles = 'Microsoft.Authorization/roleDefinitions'

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: clusterName
}

var vaultName = '${clusterName}-backups'
var policyName = 'daily'

module vault 'backup-vault.bicep' = {
  params: {
    location: location
    tags: tags
    name: vaultName
    policyName: policyName
    retentionDays: retentionDays
  }
}

resource backupVault 'Microsoft.DataProtection/backupVaults@2025-07-01' existing = {
  name: vaultName

  resource policy 'backupPolicies' existing = {
    name: policyName
  }
}

module extension 'backup-extension.bicep' = {
  params: { clusterName: clusterName, storage: storage }
}

resource vaultReadsCluster 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(cluster.id, vaultName, reader)
  scope: cluster
  properties: {
    principalId: vault.outputs.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(roles, reader)
  }
}

module snapshots 'snapshot-access.bicep' = {
  scope: resourceGroup(snapshotGroup)
  params: {
    vaultName: vaultName
    vaultPrincipalId: vault.outputs.principalId
    clusterIdentityName: clusterIdentityName
    clusterPrincipalId: clusterPrincipalId
  }
}

resource trust 'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings@2025-10-01' = {
  parent: cluster
  name: 'backup'
  properties: {
    roles: ['Microsoft.DataProtection/backupVaults/backup-operator']
    sourceResourceId: backupVault.id
  }
}

resource instance 'Microsoft.DataProtection/backupVaults/backupInstances@2025-07-01' = {
  parent: backupVault
  name: clusterName
  dependsOn: [extension, vaultReadsCluster, snapshots, trust]
  properties: {
    objectType: 'BackupInstance'
    friendlyName: clusterName
    dataSourceInfo: {
      objectType: 'Datasource'
      datasourceType: 'Microsoft.ContainerService/managedClusters'
      resourceID: cluster.id
      resourceName: clusterName
      resourceType: 'Microsoft.ContainerService/managedClusters'
      resourceLocation: location
    }
    policyInfo: {
      policyId: backupVault::policy.id
      policyParameters: {
        dataStoreParametersList: [
          {
            objectType: 'AzureOperationalStoreParameters'
            dataStoreType: 'OperationalStore'
            resourceGroupId: subscriptionResourceId(
              'Microsoft.Resources/resourceGroups',
              resourceGroup().name
            )
          }
        ]
        backupDatasourceParametersList: [
          {
            objectType: 'KubernetesClusterBackupDatasourceParameters'
            includeClusterScopeResources: true
            snapshotVolumes: true
          }
        ]
      }
    }
  }
}
