// The NAT gateway of a region, over all its zones: one address for what the nodes ask of the internet.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the gateway; its address is named after it.')
param name string

@description('The zones of the region.')
param zones string[]

var addressName = '${name}-ip'

module address 'public-address.bicep' = {
  params: { location: location, tags: tags, name: addressName, sku: 'StandardV2', zones: zones }
}

resource gateway 'Microsoft.Network/natGateways@2025-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'StandardV2' }
  zones: zones
  dependsOn: [address]
  properties: {
    publicIpAddresses: [{ id: resourceId('Microsoft.Network/publicIPAddresses', addressName) }]
    idleTimeoutInMinutes: 10
  }
}
