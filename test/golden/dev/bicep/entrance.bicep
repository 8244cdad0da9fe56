// The way into a region: the public address, the gateway behind it, and its firewall.
import { regionType, sharedType } from 'generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The region.')
param region regionType

@description('What all regions share.')
param shared sharedType

@description('The identity that reads the certificate.')
param identityName string

@description('The id that requests through our Front Door bear.')
param frontDoorId string

@description('The address of the vault.')
param keyVaultUri string

@description('The workspace of the logs.')
param workspaceId string

var network = region.network
var policyName = '${region.gateway.name}-policy'

module address 'modules/public-address.bicep' = {
  params: {
    location: region.name
    tags: tags
    name: region.gateway.addressName
    zones: region.zones
    floodProtection: shared.ddosProtection.kind == 'ip'
  }
}

module policy 'modules/gateway-policy.bicep' = {
  params: {
    location: region.name
    tags: tags
    name: policyName
    mode: region.gateway.wafMode
    frontDoorId: frontDoorId
  }
}

module gateway 'modules/gateway.bicep' = {
  params: {
    location: region.name
    tags: tags
    settings: region.gateway
    zones: region.zones
    subnetId: resourceId(
      'Microsoft.Network/virtualNetworks/subnets',
      network.name,
      network.gatewaySubnet.name
    )
    identityName: identityName
    hostName: '${shared.domain.host}.${shared.domain.zone}'
    certificateUri: '${keyVaultUri}secrets/${region.gateway.certificate}'
    policyName: policyName
    workspaceId: workspaceId
  }
  dependsOn: [address, policy]
}

@description('The public address.')
output address string = address.outputs.address
