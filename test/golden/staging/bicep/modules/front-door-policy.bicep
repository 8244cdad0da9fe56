// The web application firewall at Front Door: limits each address; in Premium also Microsoft's rules.
import { frontDoorType } from '../generated/types.bicep'

@description('Tags of every resource.')
param tags { *: string }

@description('The policy.')
param settings frontDoorType

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-03-01' = {
  name: settings.policy
  location: 'global'
  tags: tags
  sku: { name: '${settings.tier}_AzureFrontDoor' }
  properties: {
    policySettings: { enabledState: 'Enabled', mode: settings.wafMode, requestBodyCheck: 'Enabled' }
    customRules: {
      rules: [
        {
          name: 'LimitPerAddress'
          priority: 100
          enabledState: 'Enabled'
          ruleType: 'RateLimitRule'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: settings.requestsPerMinute
          action: 'Block'
          matchConditions: [
            // Every address: none is both.
            { matchVariable: 'SocketAddr', operator: 'IPMatch', matchValue: ['0.0.0.0/0', '::/0'] }
          ]
        }
      ]
    }
    managedRules: {
      managedRuleSets: settings.tier == 'Premium'
        ? [
            { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1', ruleSetAction: 'Block' }
            { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }
          ]
        : []
    }
  }
}
