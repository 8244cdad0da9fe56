// The names of the platform: of the api at Front Door with the proof that it is ours, and of each gateway.

@description('The zone, in the same resource group.')
param zoneName string

@description('The label of the api.')
param apiLabel string

@description('The name of the Front Door endpoint.')
param endpointHost string

@description('The proof that Front Door wants to see.')
param validationToken string

@description('The gateways: the label of each, and its public address by name and resource group.')
param gateways { label: string, addressName: string, resourceGroup: string }[]

resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {
  name: zoneName
}

resource proof 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {
  parent: zone
  name: '_dnsauth.${apiLabel}'
  properties: { TTL: 3600, TXTRecords: [{ value: [validationToken] }] }
}

resource apiName 'Microsoft.Network/dnsZones/CNAME@2018-05-01' = {
  parent: zone
  name: apiLabel
  properties: { TTL: 300, CNAMERecord: { cname: endpointHost } }
}

resource gatewayNames 'Microsoft.Network/dnsZones/A@2018-05-01' = [
  for gateway in gateways: {
    parent: zone
    name: gateway.label
    properties: {
      TTL: 60
      targetResource: {
        id: resourceId(gateway.resourceGroup, 'Microsoft.Network/publicIPAddresses', gateway.addressName)
      }
    }
  }
]
