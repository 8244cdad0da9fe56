// A public address that outlives the loss of a zone.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the address.')
param name string

@description('Standard for gateways; StandardV2 for a NAT gateway over all zones.')
param sku 'Standard' | 'StandardV2' = 'Standard'

@description('The zones of the region.')
param zones string[]

@description('Whether this address alone is protected against floods.')
param floodProtection bool = false

resource address 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: 'Regional' }
  zones: zones
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    // Inherited: from the plan of the network, where there is one.
    ddosSettings: { protectionMode: floodProtection ? 'Enabled' : 'VirtualNetworkInherited' }
  }
}

@description('The id of the address.')
output id string = address.id

@description('The address.')
output address string = address.properties.ipAddress
