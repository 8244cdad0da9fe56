// A service account without a client id gives its pods no Azure identity.
import { neededSettingIsSet } from './needed-setting-is-set.ts';
import { values } from './values.ts';

export const rule = neededSettingIsSet('API-IDENTITY-UNKNOWN', {
  path: 'api.workloadIdentity',
  part: values.api.workloadIdentity,
  key: 'clientId',
  consequence: 'the pods get no Azure identity',
});
