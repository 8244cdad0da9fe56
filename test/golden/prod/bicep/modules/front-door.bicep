// The way from clients to the gateways: one name, one group of origins; the standby region is asked only when
// the active one is not well.
import { frontDoorType } from '../generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The profile, which stands already, and its endpoint.')
param settings frontDoorType

@description('The name that clients ask for.')
param hostName string

@description('The DNS zone of that name, in the same resource group.')
param zoneName string

@description('The gateways: the region of each, its public name, and whether it serves or waits.')
param origins { region: string, hostName: string, role: 'active' | 'standby' }[]

@description('The firewall policy, in the same resource group.')
param policyName string

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-03-01' existing = {
  name: policyName
}

resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {
  name: zoneName
}

resource profile 'Microsoft.Cdn/profiles@2025-06-01' existing = {
  name: settings.name
}

resource domain 'Microsoft.Cdn/profiles/customDomains@2025-06-01' = {
  parent: profile
  name: replace(hostName, '.', '-')
  properties: {
    hostName: hostName
    azureDnsZone: { id: zone.id }
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-06-01' = {
  parent: profile
  name: settings.endpoint
  location: 'global'
  tags: tags
  properties: { enabledState: 'Enabled' }
}

resource group 'Microsoft.Cdn/profiles/originGroups@2025-06-01' = {
  parent: profile
  name: 'gateways'
  properties: {
    // Sessions live in Redis: any region can serve any request.
    sessionAffinityState: 'Disabled'
    loadBalancingSettings: {
      sampleSize: 4
      successfulSamplesRequired: 3
      additionalLatencyInMilliseconds: 50
    }
    // With one origin there is nothing to choose, and a probe would only cost.
    healthProbeSettings: length(origins) == 1
      ? null
      : {
          probePath: settings.probePath
          probeProtocol: 'Https'
          probeRequestType: 'HEAD'
          probeIntervalInSeconds: settings.probeSeconds
        }
  }

  resource gateways 'origins' = [
    for origin in origins: {
      name: origin.region
      properties: {
        hostName: origin.hostName
        // The api sees the name that clients asked for.
        originHostHeader: hostName
        httpPort: 80
        httpsPort: 443
        priority: origin.role == 'active' ? 1 : 2
        weight: 1000
        enabledState: 'Enabled'
        enforceCertificateNameCheck: true
      }
    }
  ]
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-06-01' = {
  parent: endpoint
  name: 'everything'
  dependsOn: [group::gateways]
  properties: {
    originGroup: { id: group.id }
    customDomains: [{ id: domain.id }]
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Disabled'
    enabledState: 'Enabled'
  }
}

resource firewall 'Microsoft.Cdn/profiles/securityPolicies@2025-06-01' = {
  parent: profile
  name: 'firewall'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: { id: policy.id }
      associations: [{ domains: [{ id: domain.id }, { id: endpoint.id }], patternsToMatch: ['/*'] }]
    }
  }
}

@description('The proof that Azure wants to see in DNS before it serves the name.')
output validationToken string = domain.properties.validationProperties.validationToken

@description('The name of the endpoint, to which the name of the api leads.')
output endpointHost string = endpoint.properties.hostName
