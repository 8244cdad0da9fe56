// The networks of all regions, and that each sees each other one.
import { regionType, sharedType } from 'generated/types.bicep'
import { ddosPlanIdOf, othersOf } from 'names.bicep'
targetScope = 'subscription'

@description('Tags of every resource.')
param tags { *: string }

@description('What all regions share.')
param shared sharedType

@description('The regions.')
param regions regionType[]

var pairs = flatten(map(regions, from => map(othersOf(regions, from), to => { from: from, to: to })))

module networks 'modules/network.bicep' = [
  for region in regions: {
    scope: resourceGroup(region.resourceGroup)
    params: {
      location: region.name
      tags: tags
      settings: region.network
      zones: region.zones
      apiPort: region.gateway.backend.port
      peerNodes: map(othersOf(regions, region), other => other.network.nodesSubnet.range)
      ddosProtectionPlanId: ddosPlanIdOf(shared, subscription().subscriptionId)
    }
  }
]

module peerings 'modules/peering.bicep' = [
  for pair in pairs: {
    scope: resourceGroup(pair.from.resourceGroup)
    params: {
      networkName: pair.from.network.name
      remote: { region: pair.to.name, name: pair.to.network.name, resourceGroup: pair.to.resourceGroup }
    }
    dependsOn: [networks]
  }
]
