// The sending end of object replication: it repeats the policy of the receiving end, ids included.

@description('The account that is copied, in this resource group.')
param accountName string

@description('The account that receives, by its id.')
param targetId string

@description('The containers.')
param containers string[]

@description('The id that the receiving end gave the policy.')
param policyId string

@description('The ids that the receiving end gave its rules.')
param ruleIds string[]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource policy 'Microsoft.Storage/storageAccounts/objectReplicationPolicies@2025-06-01' = {
  parent: account
  name: policyId
  properties: {
    sourceAccount: account.id
    destinationAccount: targetId
    rules: [
      for (container, index) in containers: {
        ruleId: ruleIds[index]
        sourceContainer: container
        destinationContainer: container
      }
    ]
  }
}
