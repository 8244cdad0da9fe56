// The virtual network of a region: one subnet each for the gateway, the nodes and the private endpoints,
// and what may enter each of them.
import { networkType } from '../generated/types.bicep'
import { endpointsRules, gatewayRules, nodesRules } from 'subnet-rules.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The network and its subnets.')
param settings networkType

@description('The zones of the region.')
param zones string[]

@description('The port on which the api listens behind its load balancer.')
param apiPort int

@description('The ranges of the nodes in other regions: copies of the database reach each other from there.')
param peerNodes string[]

@description('The DDoS protection plan; absent, the network has none.')
param ddosProtectionPlanId string?

var natGatewayName = '${settings.name}-nat'

module natGateway 'nat-gateway.bicep' = if (settings.natGateway) {
  params: { location: location, tags: tags, name: natGatewayName, zones: zones }
}

resource gatewayGroup 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${settings.name}-gateway-rules'
  location: location
  tags: tags
  properties: { securityRules: gatewayRules() }
}

resource nodesGroup 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${settings.name}-nodes-rules'
  location: location
  tags: tags
  properties: {
    securityRules: nodesRules(settings.gatewaySubnet.range, apiPort, peerNodes)
  }
}

resource endpointsGroup 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${settings.name}-endpoints-rules'
  location: location
  tags: tags
  properties: {
    securityRules: endpointsRules(settings.nodesSubnet.range, settings.gatewaySubnet.range)
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: settings.name
  location: location
  tags: tags
  dependsOn: [natGateway]
  properties: {
    addressSpace: { addressPrefixes: [settings.range] }
    enableDdosProtection: ddosProtectionPlanId != null
    ddosProtectionPlan: ddosProtectionPlanId == null ? null : { id: ddosProtectionPlanId! }
    // Subnets stand inside the network: as resources of their own, a second deployment would remove them.
    subnets: [
      {
        name: settings.gatewaySubnet.name
        properties: {
          addressPrefix: settings.gatewaySubnet.range
          networkSecurityGroup: { id: gatewayGroup.id }
        }
      }
      {
        name: settings.nodesSubnet.name
        properties: {
          addressPrefix: settings.nodesSubnet.range
          networkSecurityGroup: { id: nodesGroup.id }
          natGateway: settings.natGateway
            ? { id: resourceId('Microsoft.Network/natGateways', natGatewayName) }
            : null
        }
      }
      {
        name: settings.endpointsSubnet.name
        properties: {
          addressPrefix: settings.endpointsSubnet.range
          networkSecurityGroup: { id: endpointsGroup.id }
          // Without it the rules would not hold for private endpoints.
          privateEndpointNetworkPolicies: 'Enabled'
          defaultOutboundAccess: false
        }
      }
    ]
  }
}
