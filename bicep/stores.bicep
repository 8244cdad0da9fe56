// What a region keeps, and who may use it: identities, vault, files, backups. It stands before the way to it.
import { regionType } from 'generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The region.')
param region regionType

@description('The names of the identities of cluster, nodes and gateway.')
param identityNames { cluster: string, nodes: string, gateway: string }

@description('The name of the identity of the api.')
param apiIdentityName string

@description('Its principal.')
param apiPrincipalId string

@description('The containers of the backup account.')
param backupContainers string[]

@description('Whether the files of another region are copied here.')
param isCopy bool

@description('The certificate of the gateway as PFX, in base64; empty leaves the one that is there.')
@secure()
param certificate string

@description('Whether nobody can delete what holds data before its lock is taken off.')
param locks bool

@description('The workspace of the logs.')
param workspaceId string

@description('The account of the flow logs; absent, none are kept.')
param flowAccountName string?

module identities 'modules/identities.bicep' = {
  params: { location: region.name, tags: tags, names: identityNames }
}

module vault 'modules/vault.bicep' = {
  params: {
    location: region.name
    tags: tags
    settings: region.keyVault
    readerNames: [identityNames.gateway, apiIdentityName]
    readerPrincipalIds: [identities.outputs.gatewayPrincipalId, apiPrincipalId]
    certificateName: region.gateway.certificate
    certificate: certificate
    lock: locks
    workspaceId: workspaceId
  }
}

module files 'modules/storage.bicep' = {
  params: {
    location: region.name
    tags: tags
    settings: region.storage
    isCopy: isCopy
    writerName: apiIdentityName
    writerPrincipalId: apiPrincipalId
    lock: locks
    workspaceId: workspaceId
  }
}

module backups 'modules/backup-storage.bicep' = {
  params: {
    location: region.name
    tags: tags
    settings: region.backup
    containers: backupContainers
    lock: locks
    workspaceId: workspaceId
  }
}

module flowAccount 'modules/log-storage.bicep' = if (flowAccountName != null) {
  params: { location: region.name, tags: tags, name: flowAccountName ?? '', workspaceId: workspaceId }
}

@description('The principals of cluster and nodes.')
output principalIds { cluster: string, nodes: string } = {
  cluster: identities.outputs.clusterPrincipalId
  nodes: identities.outputs.nodesPrincipalId
}

@description('The address of the vault.')
output keyVaultUri string = vault.outputs.uri

@description('The address of the files.')
output blobEndpoint string = files.outputs.endpoint
