// The codes of the audit of gateways and Front Door. Part of the closed list; must not know how a rule is checked.
import { module } from './module.ts';

export const edgeCodes = {
  'AZURE-AUDIT-CERTIFICATE-VERSION': {
    severity: 'error',
    title: 'A new certificate is taken by itself',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-AFFINITY': {
    severity: 'error',
    title: 'Front Door ties nobody to a region',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-CERTIFICATE': {
    severity: 'error',
    title: 'Front Door checks the certificates of its origins',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL': {
    severity: 'error',
    title: 'A firewall guards the name that clients ask for',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL-MODE': {
    severity: 'warning',
    title: 'Front Door’s firewall blocks',
    cure: 'Set azure.frontDoor.wafMode to Prevention.',
  },
  'AZURE-AUDIT-FRONT-DOOR-FIREWALL-RULES': {
    severity: 'warning',
    title: 'Front Door’s firewall has Microsoft’s rules',
    cure: 'Set azure.frontDoor.tier to Premium.',
  },
  'AZURE-AUDIT-FRONT-DOOR-HTTPS': {
    severity: 'error',
    title: 'Front Door speaks HTTPS to its origins',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-PROBE': {
    severity: 'error',
    title: 'Front Door asks its origins cheaply, and only where there is a choice',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-REDIRECT': {
    severity: 'error',
    title: 'Clients are led to HTTPS',
    cure: module,
  },
  'AZURE-AUDIT-FRONT-DOOR-TLS': {
    severity: 'error',
    title: 'Clients speak only modern TLS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-AFFINITY': {
    severity: 'error',
    title: 'The gateway ties nobody to a pod',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-CERTIFICATE': {
    severity: 'error',
    title: 'The certificate comes from Key Vault',
    cure: 'Name the secret in azure.gateway.certificate.',
  },
  'AZURE-AUDIT-GATEWAY-DRAIN': {
    severity: 'error',
    title: 'Open requests may finish',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL': {
    severity: 'error',
    title: 'A firewall policy guards the gateway',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL-MODE': {
    severity: 'warning',
    title: 'The gateway’s firewall blocks',
    cure: 'Set azure.gateway.wafMode to Prevention.',
  },
  'AZURE-AUDIT-GATEWAY-FIREWALL-RULES': {
    severity: 'error',
    title: 'The gateway’s firewall has Microsoft’s rules',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-HTTPS': {
    severity: 'error',
    title: 'The listener speaks HTTPS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-INSTANCES': {
    severity: 'warning',
    title: 'The gateway keeps two instances',
    cure: 'Set azure.gateway.minimum to 2 or more.',
  },
  'AZURE-AUDIT-GATEWAY-ONLY-FRONT-DOOR': {
    severity: 'error',
    title: 'The gateway lets in only what our Front Door sends',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-PROBE': {
    severity: 'error',
    title: 'The gateway asks whether the api is ready',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-PROBE-PATH': {
    severity: 'error',
    title: 'The probe asks for a path',
    cure: 'Set api.probes.readiness.path.',
  },
  'AZURE-AUDIT-GATEWAY-RULES': {
    severity: 'error',
    title: 'Only Front Door reaches the gateways from the internet',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-SKU': {
    severity: 'error',
    title: 'The gateway is of the second version, with a firewall',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-SUBNET': {
    severity: 'error',
    title: 'The subnet of a gateway is a /24 or larger',
    cure: 'Give azure.network.gatewaySubnet a /24.',
  },
  'AZURE-AUDIT-GATEWAY-TLS': {
    severity: 'error',
    title: 'The gateway speaks only modern TLS',
    cure: module,
  },
  'AZURE-AUDIT-GATEWAY-ZONES': {
    severity: 'error',
    title: 'The gateway stands in three zones',
    cure: 'Set regions[].zones to [1, 2, 3].',
  },
  'AZURE-AUDIT-ORIGINS': {
    severity: 'error',
    title: 'Front Door knows each gateway, and one of them first',
    cure: module,
  },
} as const;
