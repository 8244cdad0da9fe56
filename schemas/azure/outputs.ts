// What a deployment of main.bicep answers under the name `helm`: what only Azure knows, and what must be as the
// values say it is. Must not know where it is written.
import { z } from 'zod';
import { HttpsUrl, Ipv4Address, Uuid } from '../scalars.ts';

const RegionOutputs = z.strictObject({
  name: z.string().min(1).max(30).meta({ description: 'The region.' }),
  oidcIssuer: HttpsUrl.meta({ description: 'Who signs the tokens of the cluster’s service accounts.' }),
  keyVaultUri: HttpsUrl.meta({ description: 'The address of the Key Vault.' }),
  blobEndpoint: HttpsUrl.meta({ description: 'The address of the storage account of files.' }),
  gatewayAddress: Ipv4Address.meta({ description: 'The public address of the Application Gateway.' }),
  gatewayHost: z.string().min(1).max(253).meta({ description: 'Its public name.' }),
});

export const HelmOutputs = z.strictObject({
  environment: z.string().min(1).max(20).meta({ description: 'The environment.' }),
  tenantId: Uuid.meta({ description: 'The tenant of Microsoft Entra ID.' }),
  apiClientId: Uuid.meta({ description: 'The client id of the identity of the api’s pods.' }),
  appConfigurationEndpoint: HttpsUrl.meta({ description: 'The address of the App Configuration store.' }),
  registry: z
    .string()
    .min(1)
    .max(253)
    .meta({ description: 'The address of the registry, without https://.' }),
  regions: z.array(RegionOutputs).min(1).max(5).meta({ description: 'What each region has for itself.' }),
});

export type HelmOutputs = z.output<typeof HelmOutputs>;
