// App Configuration that is used must have an address, which Azure gives.
import { neededSettingIsSet } from './needed-setting-is-set.ts';
import { values } from './values.ts';

export const rule = neededSettingIsSet('API-APP-CONFIGURATION-UNKNOWN', {
  path: 'api.appConfiguration',
  part: values.api.appConfiguration,
  key: 'endpoint',
  consequence: 'the api starts without its settings',
});
