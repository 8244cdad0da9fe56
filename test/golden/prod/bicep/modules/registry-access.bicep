// Lets the nodes of a cluster pull images from the registry, which another deployment may have made.

@description('The registry.')
param registryName string

@description('The name of the identity of the nodes; no other region or environment has it.')
param nodesIdentityName string

@description('Its principal.')
param nodesPrincipalId string

// AcrPull
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, nodesIdentityName, acrPull)
  scope: registry
  properties: {
    principalId: nodesPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}
