// Azure refuses a name that is too long or has the wrong characters, and only when it is deployed.
import { each, not, when } from '../../engine/index.ts';
import { api, azure, facts, global } from './azure-values.ts';
import { codedRule } from './coded-rule.ts';

export const rule = codedRule('AZURE-NAME', {
  about: [
    api.blob.endpoint,
    azure.backup.account,
    azure.keyVault.name,
    azure.observability.grafana,
    api.appConfiguration.endpoint,
    global.imageRegistry,
  ],
  check: (say) =>
    each(facts.names, ({ path, what, name, fits, wanted }) =>
      when(
        not(fits),
        say`${path} gives the ${what} the name ${name}, and one ${wanted}, so Azure refuses it.`,
      ),
    ),
});
