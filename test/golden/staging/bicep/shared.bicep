// What all regions share, before any of them stands: where logs arrive, who the api is, Front Door, registry,
// settings, names.
import { sharedType } from 'generated/types.bicep'

@description('The active region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('What is shared.')
param settings sharedType

@description('The names of the rules by which clusters send metrics and logs.')
param ruleNames { metrics: string, logs: string }

@description('Whether nobody can delete what holds data before its lock is taken off.')
param locks bool

@description('The standby region, where logs have a copy; absent, there is none.')
param standbyLocation string?

var workspaceId = resourceId('Microsoft.OperationalInsights/workspaces', settings.observability.workspace)

module workspace 'modules/workspace.bicep' = {
  params: { location: location, tags: tags, settings: settings.observability, copyLocation: standbyLocation }
}

module metrics 'modules/metrics.bicep' = {
  params: { location: location, tags: tags, settings: settings.observability, ruleNames: ruleNames }
  dependsOn: [workspace]
}

module grafana 'modules/grafana.bicep' = if (settings.observability.?grafana != null) {
  params: {
    location: location
    tags: tags
    name: settings.observability.?grafana ?? ''
    prometheusName: settings.observability.monitor
  }
  dependsOn: [metrics]
}

module actionGroup 'modules/action-group.bicep' = {
  params: { tags: tags, settings: settings.alerts }
}

module apiIdentity 'modules/api-identity.bicep' = {
  params: { location: location, tags: tags, identity: settings.identity }
}

module frontDoorProfile 'modules/front-door-profile.bicep' = {
  params: { tags: tags, settings: settings.frontDoor, workspaceId: workspaceId }
  dependsOn: [workspace]
}

module frontDoorPolicy 'modules/front-door-policy.bicep' = {
  params: { tags: tags, settings: settings.frontDoor }
}

module dnsZone 'modules/dns-zone.bicep' = {
  params: { tags: tags, name: settings.domain.zone, lock: locks }
}

module ddosPlan 'modules/ddos-protection-plan.bicep' = if (settings.ddosProtection.kind == 'plan') {
  params: { location: location, tags: tags, name: settings.ddosProtection.?name ?? '' }
}

module registry 'modules/registry.bicep' = if (settings.registry.create) {
  params: {
    location: location
    tags: tags
    settings: settings.registry
    lock: locks
    workspaceId: workspaceId
  }
  dependsOn: [workspace]
}

module appConfiguration 'modules/app-configuration.bicep' = {
  params: {
    location: location
    tags: tags
    settings: settings.appConfiguration
    readerName: settings.identity.name
    readerPrincipalId: apiIdentity.outputs.principalId
    lock: locks
    workspaceId: workspaceId
  }
  dependsOn: [workspace]
}

@description('The principal of the api, to which roles are given.')
output apiPrincipalId string = apiIdentity.outputs.principalId

@description('The client id of the api, which its service account names.')
output apiClientId string = apiIdentity.outputs.clientId

@description('The id that requests through Front Door bear.')
output frontDoorId string = frontDoorProfile.outputs.frontDoorId

@description('The address of the settings.')
output appConfigurationEndpoint string = appConfiguration.outputs.endpoint

@description('The name servers to enter where the name above the zone is kept.')
output nameServers string[] = dnsZone.outputs.nameServers
