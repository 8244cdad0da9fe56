// How a region reaches what is kept, here and elsewhere: private endpoints, their names, and the keys of the
// backups. Each region has its own, so that none needs the network of another.
import { regionType } from 'generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The region.')
param region regionType

@description('The registry: its name and resource group; absent, its tier has no private endpoints.')
param registry { name: string, resourceGroup: string }?

@description('The settings: their store and its resource group; absent, its tier has no private endpoints.')
param appConfiguration { name: string, resourceGroup: string }?

@description('The backup accounts of all regions.')
param backups { region: string, name: string, resourceGroup: string }[]

// Names that Azure fixed, in its public cloud.
var zones = {
  vault: 'privatelink.vaultcore.azure.net'
  registry: 'privatelink.azurecr.io'
  #disable-next-line no-hardcoded-env-urls
  blob: 'privatelink.blob.core.windows.net'
  configurationStores: 'privatelink.azconfig.io'
}

var accounts = 'Microsoft.Storage/storageAccounts'

var own = [
  { name: 'vault', group: 'vault', id: resourceId('Microsoft.KeyVault/vaults', region.keyVault.name) }
  { name: 'files', group: 'blob', id: resourceId(accounts, region.storage.account) }
]

var ofBackups = map(backups, account => {
  name: 'backups-${account.region}'
  group: 'blob'
  id: resourceId(account.resourceGroup, accounts, account.name)
})

var ofRegistry = registry == null
  ? []
  : [
      {
        name: 'registry'
        group: 'registry'
        id: resourceId(registry!.resourceGroup, 'Microsoft.ContainerRegistry/registries', registry!.name)
      }
    ]

var ofSettings = appConfiguration == null
  ? []
  : [
      {
        name: 'settings'
        group: 'configurationStores'
        id: resourceId(
          appConfiguration!.resourceGroup,
          'Microsoft.AppConfiguration/configurationStores',
          appConfiguration!.name
        )
      }
    ]

module privateZones 'modules/private-dns-zone.bicep' = [
  for zone in items(zones): {
    params: {
      tags: tags
      name: zone.value
      networks: [{ name: region.network.name, resourceGroup: region.resourceGroup, region: region.name }]
      addresses: []
    }
  }
]

module endpoints 'modules/private-endpoint.bicep' = [
  for service in concat(own, ofBackups, ofRegistry, ofSettings): {
    params: {
      location: region.name
      tags: tags
      name: '${region.network.name}-${service.name}'
      targetId: service.id
      group: service.group
      subnet: { network: region.network.name, name: region.network.endpointsSubnet.name }
      zoneName: zones[service.group]
    }
    dependsOn: [privateZones]
  }
]

module backupKeys 'modules/backup-keys.bicep' = {
  params: { vaultName: region.keyVault.name, accounts: backups }
}
