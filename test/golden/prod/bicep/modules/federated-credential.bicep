// Lets the pods of one service account act as the identity of the api: what their cluster signs is believed.
import { identityType } from '../generated/types.bicep'

@description('The region of the cluster.')
param region string

@description('The identity, and who may act as it.')
param identity identityType

@description('The issuer of the cluster.')
param issuer string

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identity.name
}

resource credential 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: api
  name: region
  properties: {
    issuer: issuer
    subject: 'system:serviceaccount:${identity.namespace}:${identity.serviceAccount}'
    audiences: ['api://AzureADTokenExchange']
  }
}
