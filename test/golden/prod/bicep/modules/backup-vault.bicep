// The vault that keeps the backups of the cluster's objects and disks, and when they are made.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the vault.')
param name string

@description('The name of the policy.')
param policyName string

@description('How long a backup is kept.')
param retentionDays int

resource vault 'Microsoft.DataProtection/backupVaults@2025-07-01' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    storageSettings: [{ datastoreType: 'VaultStore', type: 'ZoneRedundant' }]
    securitySettings: { softDeleteSettings: { state: 'On', retentionDurationInDays: 14 } }
  }
}

resource policy 'Microsoft.DataProtection/backupVaults/backupPolicies@2025-07-01' = {
  parent: vault
  name: policyName
  properties: {
    objectType: 'BackupPolicy'
    datasourceTypes: ['Microsoft.ContainerService/managedClusters']
    policyRules: [
      {
        objectType: 'AzureBackupRule'
        name: 'daily'
        backupParameters: { objectType: 'AzureBackupParams', backupType: 'Incremental' }
        dataStore: { objectType: 'DataStoreInfoBase', dataStoreType: 'OperationalStore' }
        trigger: {
          objectType: 'ScheduleBasedTriggerContext'
          schedule: { timeZone: 'UTC', repeatingTimeIntervals: ['R/2026-01-01T01:00:00+00:00/P1D'] }
          taggingCriteria: [{ isDefault: true, taggingPriority: 99, tagInfo: { tagName: 'Default' } }]
        }
      }
      {
        objectType: 'AzureRetentionRule'
        name: 'Default'
        isDefault: true
        lifecycles: [
          {
            deleteAfter: { objectType: 'AbsoluteDeleteOption', duration: 'P${retentionDays}D' }
            sourceDataStore: { objectType: 'DataStoreInfoBase', dataStoreType: 'OperationalStore' }
            targetDataStoreCopySettings: []
          }
        ]
      }
    ]
  }
}

@description('The principal of the vault, which reads the cluster.')
output principalId string = vault.identity.principalId
