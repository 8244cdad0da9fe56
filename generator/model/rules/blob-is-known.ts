// Blob Storage that is used must have an address, which Azure gives.
import { neededSettingIsSet } from './needed-setting-is-set.ts';
import { values } from './values.ts';

export const rule = neededSettingIsSet('API-BLOB-UNKNOWN', {
  path: 'api.blob',
  part: values.api.blob,
  key: 'endpoint',
  consequence: 'the api cannot store files',
});
