// A service account without a client id gives its pods no Azure identity.
import { and, isPresent, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { workloadIdentity } = values.api;

export const rule = codedRule('API-IDENTITY-UNKNOWN', {
  about: [workloadIdentity.clientId, workloadIdentity.enabled],
  check: (say) =>
    when(
      and(workloadIdentity.enabled, not(isPresent(workloadIdentity.clientId))),
      say`api.workloadIdentity.clientId is empty while api.workloadIdentity.enabled is true, so the pods get no Azure identity.`,
    ),
});
