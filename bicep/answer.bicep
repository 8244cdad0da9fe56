// Gives what only Azure knows the shape in which the charts are told. Makes nothing.
import { helmOutputType } from 'generated/types.bicep'
targetScope = 'subscription'

@description('The environment.')
param environmentName string

@description('The client id of the api.')
param apiClientId string

@description('The address of the settings.')
param appConfigurationEndpoint string

@description('The registry.')
param registryName string

@description('What each region has for itself.')
param regions helmOutputType.regions

@description('What the charts need.')
output helm helmOutputType = {
  environment: environmentName
  tenantId: tenant().tenantId
  apiClientId: apiClientId
  appConfigurationEndpoint: appConfigurationEndpoint
  registry: '${registryName}.azurecr.io'
  regions: regions
}
