// The Application Gateway finds the api by a fixed address only.
import { neededSettingIsSet } from './needed-setting-is-set.ts';
import { values } from './values.ts';

export const rule = neededSettingIsSet('HA-API-GATEWAY-ADDRESS', {
  path: 'api.gateway',
  part: values.api.gateway,
  key: 'address',
  consequence: 'the load balancer gets an address that the Application Gateway does not know',
});
