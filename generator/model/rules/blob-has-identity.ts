// Blob Storage knows the api by its Azure identity only; there is no key.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { blob, workloadIdentity } = values.api;

export const rule = codedRule('API-BLOB-IDENTITY', {
  about: [blob.enabled, workloadIdentity.enabled],
  check: (say) =>
    when(
      and(blob.enabled, not(workloadIdentity.enabled)),
      say`api.blob.enabled is true while api.workloadIdentity.enabled is false, so the api may not store files.`,
    ),
});
