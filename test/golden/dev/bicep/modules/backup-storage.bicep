// The account of the backups in a region. It alone has keys, because pgBackRest knows nothing else; they go
// straight into the vaults. What is written cannot be lost for a time: overwriting leaves the earlier version.
import { backupType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The account.')
param settings backupType

@description('The containers: of the database, and of the cluster.')
param containers string[]

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

@description('The workspace of the logs.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: settings.account
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_${settings.redundancy}' }
  properties: {
    accessTier: 'Cool'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: true
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
    keyPolicy: { keyExpirationPeriodInDays: 90 }
    immutableStorageWithVersioning: {
      enabled: true
      immutabilityPolicy: {
        // Unlocked, so that an owner can still shorten it; docs/azure.md says how it is locked for good.
        state: 'Unlocked'
        immutabilityPeriodSinceCreationInDays: settings.retentionDays
        allowProtectedAppendWrites: false
      }
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource content 'containers' = [
      for container in containers: {
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
            name: 'forget-old-versions'
            type: 'Lifecycle'
            enabled: true
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: { version: { delete: { daysAfterCreationGreaterThan: settings.retentionDays + 1 } } }
            }
          }
        ]
      }
    }
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'Holds the backups.' }
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
