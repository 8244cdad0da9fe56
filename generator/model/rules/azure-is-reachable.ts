// The network policy denies whatever it does not list, the private endpoints of Azure included.
import { and, isPresent, not, or, ternary, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { appConfiguration, blob, networkPolicy } = values.api;

const user = ternary<string>(
  appConfiguration.enabled,
  ternary<string>(
    blob.enabled,
    'api.appConfiguration.enabled and api.blob.enabled are',
    'api.appConfiguration.enabled is',
  ),
  'api.blob.enabled is',
);

export const rule = codedRule('API-AZURE-UNREACHABLE', {
  about: [networkPolicy.destinations, appConfiguration.enabled, blob.enabled, networkPolicy.enabled],
  check: (say) =>
    when(
      and(
        networkPolicy.enabled,
        not(isPresent(networkPolicy.destinations)),
        or(appConfiguration.enabled, blob.enabled),
      ),
      say`api.networkPolicy.destinations is empty while ${user} true, so the network policy drops every call to Azure.`,
    ),
});
