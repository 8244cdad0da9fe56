// A DDoS protection plan: one for all networks of the environment, and the dearest single resource here.

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the plan.')
param name string

resource plan 'Microsoft.Network/ddosProtectionPlans@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {}
}
