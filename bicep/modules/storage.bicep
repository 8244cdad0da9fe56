// The account for the files of the api in a region: no keys; what is deleted or overwritten comes back.
import { storageType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The account.')
param settings storageType

@description('Whether another account is copied here: then nothing can be restored to a moment.')
param isCopy bool

@description('The name of the identity that reads and writes files.')
param writerName string

@description('Its principal.')
param writerPrincipalId string

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

@description('The workspace of the logs.')
param workspaceId string

// Storage Blob Data Contributor
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: settings.account
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_${settings.redundancy}' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      changeFeed: { enabled: true, retentionInDays: settings.softDeleteDays }
      deleteRetentionPolicy: { enabled: true, days: settings.softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: settings.softDeleteDays }
      restorePolicy: isCopy ? { enabled: false } : { enabled: true, days: settings.restoreDays }
    }

    resource containers 'containers' = [
      for container in settings.containers: {
        name: container
        properties: { publicAccess: 'None' }
      }
    ]
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobs]
    properties: {
      policy: {
        rules: [
          {
            name: 'cool-and-forget'
            type: 'Lifecycle'
            enabled: true
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: {
                baseBlob: { tierToCool: { daysAfterModificationGreaterThan: settings.coolDays } }
                version: { delete: { daysAfterCreationGreaterThan: settings.versionDays } }
              }
            }
          }
        ]
      }
    }
  }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, writerName, blobDataContributor)
  scope: account
  properties: {
    principalId: writerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'Holds the files of users.' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

@description('The address of its files.')
output endpoint string = account.properties.primaryEndpoints.blob
