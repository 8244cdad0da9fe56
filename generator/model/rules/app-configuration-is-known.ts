// App Configuration that is used must have an address, which Azure gives.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { appConfiguration } = values.api;

export const rule = codedRule('API-APP-CONFIGURATION-UNKNOWN', {
  about: [appConfiguration.endpoint, appConfiguration.enabled],
  check: (say) =>
    when(
      and(appConfiguration.enabled, not(isPresent(appConfiguration.endpoint))),
      say`api.appConfiguration.endpoint is empty while api.appConfiguration.enabled is true, so the api starts without its settings.`,
    ),
});
