// Lets the cluster use its network: without it the internal load balancer and its fixed address are refused.

@description('The network.')
param networkName string

@description('The name of the identity of the control plane.')
param clusterIdentityName string

@description('Its principal.')
param clusterPrincipalId string

// Network Contributor
var networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: networkName
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(network.id, clusterIdentityName, networkContributor)
  scope: network
  properties: {
    principalId: clusterPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', networkContributor)
  }
}
