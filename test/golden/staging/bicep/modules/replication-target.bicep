// The receiving end of object replication: it is made first, and gives the policy its id.

@description('The account that is copied, by its id.')
param sourceId string

@description('The account that receives, in this resource group.')
param accountName string

@description('The containers.')
param containers string[]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource policy 'Microsoft.Storage/storageAccounts/objectReplicationPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    sourceAccount: sourceId
    destinationAccount: account.id
    rules: [for container in containers: { sourceContainer: container, destinationContainer: container }]
  }
}

@description('The id of the policy, which the source repeats.')
output policyId string = policy.properties.policyId

@description('The ids of its rules, in the order of the containers.')
output ruleIds string[] = [for (container, index) in containers: policy.properties.rules[index].ruleId]
