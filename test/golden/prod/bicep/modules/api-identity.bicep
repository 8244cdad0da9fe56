// Who the api is to Azure, in every region. It stands before everything that trusts it.
import { identityType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The identity.')
param identity identityType

resource api 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: identity.name
  location: location
  tags: tags
}

@description('The principal, to which roles are given.')
output principalId string = api.properties.principalId

@description('The client id, which the service account names.')
output clientId string = api.properties.clientId
