// Blob Storage that is used must have an address, which Azure gives.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { blob } = values.api;

export const rule = codedRule('API-BLOB-UNKNOWN', {
  about: [blob.endpoint, blob.enabled],
  check: (say) =>
    when(
      and(blob.enabled, not(isPresent(blob.endpoint))),
      say`api.blob.endpoint is empty while api.blob.enabled is true, so the api cannot store files.`,
    ),
});
