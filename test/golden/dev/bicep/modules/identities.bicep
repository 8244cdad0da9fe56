// The identities of a region: of the cluster, of its nodes, and of the gateway.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The names: of the control plane, the nodes and the gateway.')
param names { cluster: string, nodes: string, gateway: string }

// Managed Identity Operator: the cluster hands the identity of the nodes to them.
var managedIdentityOperator = 'f1a07417-d97a-45cb-824c-7a7467783830'

resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.cluster
  location: location
  tags: tags
}

resource nodes 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.nodes
  location: location
  tags: tags
}

resource gateway 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: names.gateway
  location: location
  tags: tags
}

resource clusterOperatesNodes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  // By name, not by principal: so the id is known before the identity exists.
  name: guid(nodes.id, names.cluster, managedIdentityOperator)
  scope: nodes
  properties: {
    principalId: cluster.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      managedIdentityOperator
    )
  }
}

@description('The principal of the control plane.')
output clusterPrincipalId string = cluster.properties.principalId

@description('The principal of the nodes.')
output nodesPrincipalId string = nodes.properties.principalId

@description('The principal of the gateway.')
output gatewayPrincipalId string = gateway.properties.principalId
