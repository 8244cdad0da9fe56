// A private endpoint: an address inside the network for one service, and its name in a private DNS zone.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the endpoint.')
param name string

@description('The id of the service.')
param targetId string

@description('Which part of the service: vault, registry, blob or configurationStores.')
param group 'vault' | 'registry' | 'blob' | 'configurationStores'

@description('The network, and the subnet in which the address lies.')
param subnet { network: string, name: string }

@description('The private DNS zone of the service, in the same resource group.')
param zoneName string

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: subnet.network

  resource endpoints 'subnets' existing = {
    name: subnet.name
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zoneName
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: network::endpoints.id }
    customNetworkInterfaceName: '${name}-nic'
    privateLinkServiceConnections: [
      { name: name, properties: { privateLinkServiceId: targetId, groupIds: [group] } }
    ]
  }

  resource record 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: group, properties: { privateDnsZoneId: zone.id } }]
    }
  }
}
