// What needs every region to stand: the way from clients to the gateways, and names.
import { regionType, sharedType } from 'generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('What all regions share.')
param shared sharedType

@description('The regions.')
param regions regionType[]

var hostName = '${shared.domain.host}.${shared.domain.zone}'

module frontDoor 'modules/front-door.bicep' = {
  params: {
    tags: tags
    settings: shared.frontDoor
    hostName: hostName
    zoneName: shared.domain.zone
    policyName: shared.frontDoor.policy
    origins: map(regions, region => {
      region: region.name
      hostName: region.gateway.originHost
      role: region.role
    })
  }
}

module names 'modules/dns-records.bicep' = {
  params: {
    zoneName: shared.domain.zone
    apiLabel: shared.domain.host
    endpointHost: frontDoor.outputs.endpointHost
    validationToken: frontDoor.outputs.validationToken
    gateways: map(regions, region => {
      label: replace(region.gateway.originHost, '.${shared.domain.zone}', '')
      addressName: region.gateway.addressName
      resourceGroup: region.resourceGroup
    })
  }
}

module internalNames 'modules/private-dns-zone.bicep' = {
  params: {
    tags: tags
    name: shared.domain.privateZone
    networks: map(regions, region => {
      name: region.network.name
      resourceGroup: region.resourceGroup
      region: region.name
    })
    addresses: flatten(map(regions, region => region.records))
  }
}
