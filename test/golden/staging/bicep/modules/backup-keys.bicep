// The keys of the backup accounts, from Azure straight into the vault of a region: nobody sees them.

@description('The vault, in this resource group.')
param vaultName string

@description('The accounts: the region of each, its name, and its resource group.')
param accounts { region: string, name: string, resourceGroup: string }[]

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource backups 'Microsoft.Storage/storageAccounts@2025-06-01' existing = [
  for account in accounts: {
    name: account.name
    scope: resourceGroup(account.resourceGroup)
  }
]

resource keys 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = [
  for (account, index) in accounts: {
    parent: vault
    name: 'backup-key-${account.region}'
    properties: {
      value: backups[index].listKeys().keys[0].value
      contentType: 'key of a storage account'
    }
  }
]
