// The Application Gateway of a region: it ends TLS and hands requests to the internal load balancer of the
// api. Nothing in the cluster writes to it: a deployment would wipe that out, and the reverse.
import { gatewayType } from '../generated/types.bicep'

@description('The region.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The gateway; its public address stands already.')
param settings gatewayType

@description('The zones of the region.')
param zones string[]

@description('The subnet that is the gateway\'s own, by its id.')
param subnetId string

@description('The identity that reads the certificate.')
param identityName string

@description('The host name that clients ask for.')
param hostName string

@description('The address in Key Vault of the certificate, without a version: a new one is taken by itself.')
param certificateUri string

@description('The firewall policy, in the same resource group.')
param policyName string

@description('The workspace of the logs.')
param workspaceId string

var gateways = 'Microsoft.Network/applicationGateways'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource policy 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies@2025-05-01' existing = {
  name: policyName
}

resource gateway 'Microsoft.Network/applicationGateways@2025-05-01' = {
  name: settings.name
  location: location
  tags: tags
  zones: zones
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    sku: { name: 'WAF_v2', tier: 'WAF_v2' }
    autoscaleConfiguration: { minCapacity: settings.minimum, maxCapacity: settings.maximum }
    enableHttp2: true
    firewallPolicy: { id: policy.id }
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101S' }
    sslCertificates: [{ name: 'api', properties: { keyVaultSecretId: certificateUri } }]
    gatewayIPConfigurations: [{ name: 'own-subnet', properties: { subnet: { id: subnetId } } }]
    frontendIPConfigurations: [
      {
        name: 'public'
        properties: {
          publicIPAddress: { id: resourceId('Microsoft.Network/publicIPAddresses', settings.addressName) }
        }
      }
    ]
    frontendPorts: [{ name: 'https', properties: { port: 443 } }]
    backendAddressPools: [
      { name: 'api', properties: { backendAddresses: [{ fqdn: settings.backend.host }] } }
    ]
    probes: [
      {
        name: settings.backend.probeName
        properties: {
          protocol: 'Http'
          pickHostNameFromBackendHttpSettings: true
          path: settings.backend.probePath
          interval: settings.probe.intervalSeconds
          timeout: settings.probe.timeoutSeconds
          unhealthyThreshold: settings.probe.unhealthyThreshold
          match: { statusCodes: ['200-399'] }
        }
      }
    ]
    backendHttpSettingsCollection: [
      {
        name: 'api'
        properties: {
          protocol: 'Http'
          port: settings.backend.port
          hostName: hostName
          // Sessions live in Redis: any pod can serve any request.
          cookieBasedAffinity: 'Disabled'
          requestTimeout: settings.backend.requestSeconds
          connectionDraining: { enabled: true, drainTimeoutInSec: settings.drainSeconds }
          probe: { id: resourceId('${gateways}/probes', settings.name, settings.backend.probeName) }
        }
      }
    ]
    httpListeners: [
      {
        name: 'https'
        properties: {
          protocol: 'Https'
          // Front Door asks for the name of clients, and checks the certificate against its origin.
          hostNames: [hostName, settings.originHost]
          requireServerNameIndication: true
          frontendIPConfiguration: {
            id: resourceId('${gateways}/frontendIPConfigurations', settings.name, 'public')
          }
          frontendPort: { id: resourceId('${gateways}/frontendPorts', settings.name, 'https') }
          sslCertificate: { id: resourceId('${gateways}/sslCertificates', settings.name, 'api') }
        }
      }
    ]
    requestRoutingRules: [
      {
        name: 'api'
        properties: {
          ruleType: 'Basic'
          priority: 100
          httpListener: { id: resourceId('${gateways}/httpListeners', settings.name, 'https') }
          backendAddressPool: { id: resourceId('${gateways}/backendAddressPools', settings.name, 'api') }
          backendHttpSettings: {
            id: resourceId('${gateways}/backendHttpSettingsCollection', settings.name, 'api')
          }
        }
      }
    ]
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: gateway
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
