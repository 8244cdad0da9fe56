// One direction of a peering: the network of this region sees the one of another. Each region needs its own.

@description('The network of this region.')
param networkName string

@description('The network of the other region, and where it stands.')
param remote { region: string, name: string, resourceGroup: string }

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: networkName
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-05-01' = {
  parent: network
  name: 'to-${remote.region}'
  properties: {
    remoteVirtualNetwork: {
      id: resourceId(remote.resourceGroup, 'Microsoft.Network/virtualNetworks', remote.name)
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: false
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}
