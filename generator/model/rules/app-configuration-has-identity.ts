// App Configuration knows the api by its Azure identity only; there is no key.
import { and, not, when } from '../../engine/index.ts';
import { codedRule } from './coded-rule.ts';
import { values } from './values.ts';

const { appConfiguration, workloadIdentity } = values.api;

export const rule = codedRule('API-APP-CONFIGURATION-IDENTITY', {
  about: [appConfiguration.enabled, workloadIdentity.enabled],
  check: (say) =>
    when(
      and(appConfiguration.enabled, not(workloadIdentity.enabled)),
      say`api.appConfiguration.enabled is true while api.workloadIdentity.enabled is false, so the api may not read its settings.`,
    ),
});
