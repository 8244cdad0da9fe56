// A private DNS zone, the networks that ask it, and its fixed addresses. One zone a region and service, so
// that a name leads to the endpoint of the same region.

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the zone.')
param name string

@description('The networks that resolve through it.')
param networks { name: string, resourceGroup: string, region: string }[]

@description('Names with a fixed address.')
param addresses { name: string, address: string }[]

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: name
  location: 'global'
  tags: tags
}

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for network in networks: {
    parent: zone
    name: network.region
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: resourceId(network.resourceGroup, 'Microsoft.Network/virtualNetworks', network.name)
      }
    }
  }
]

resource records 'Microsoft.Network/privateDnsZones/A@2024-06-01' = [
  for record in addresses: {
    parent: zone
    name: record.name
    properties: { ttl: 300, aRecords: [{ ipv4Address: record.address }] }
  }
]
