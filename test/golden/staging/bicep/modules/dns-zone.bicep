// The public DNS zone of the platform. Its name servers must be entered once where the name above it is kept.

@description('Tags of every resource.')
param tags { *: string }

@description('The name of the zone.')
param name string

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

resource zone 'Microsoft.Network/dnsZones@2018-05-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: { zoneType: 'Public' }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: zone
  properties: { level: 'CanNotDelete', notes: 'Made anew, it would have other name servers.' }
}

@description('The name servers of the zone.')
output nameServers string[] = zone.properties.nameServers
