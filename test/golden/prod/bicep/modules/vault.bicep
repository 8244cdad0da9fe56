// The Key Vault of a region: nothing in it is lost by a mistake, and only identities with a role read it.
import { keyVaultType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The vault.')
param settings keyVaultType

@description('The names of the identities that read secrets.')
param readerNames string[]

@description('Their principals, in the same order.')
param readerPrincipalIds string[]

@description('The secret that holds the certificate of the gateway.')
param certificateName string

@description('The certificate with its key and chain as PFX, in base64; empty leaves the one that is there.')
@secure()
param certificate string

@description('Whether nobody can delete it before the lock is taken off.')
param lock bool

@description('The workspace of the logs.')
param workspaceId string

// Key Vault Secrets User
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: settings.name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: settings.tier }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: settings.softDeleteDays
    publicNetworkAccess: 'Disabled'
    // A deployment counts as a service of Azure, and so can write the certificate.
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}

resource gatewayCertificate 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(certificate)) {
  parent: vault
  name: certificateName
  properties: { value: certificate, contentType: 'application/x-pkcs12' }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (reader, index) in readerNames: {
    name: guid(vault.id, reader, secretsUser)
    scope: vault
    properties: {
      principalId: readerPrincipalIds[index]
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    }
  }
]

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: vault
  properties: { level: 'CanNotDelete', notes: 'Holds the secrets of the platform.' }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('The address of the vault.')
output uri string = vault.properties.vaultUri
