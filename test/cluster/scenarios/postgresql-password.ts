// The password of the application changed by a second role, as docs/guides/postgresql.md says.
import { apiName, releaseNamespace, replicas, upgradeRelease } from '../release.ts';
import { atLeast, exactly, type Scenario } from '../scenario.ts';
import { databaseFigures } from '../stores/postgresql-figures.ts';
import { askPod, database, primarySet } from '../stores/postgresql-group.ts';
import { databaseSecret, newPassword, readSecret, writeSecret } from '../stores/secrets.ts';
import { underClients } from '../stores/under-clients.ts';
import { serviceAddress, startTraffic } from '../traffic.ts';

/** That of `values/kind.yaml`, and the one after it. */
const [role, nextRole] = ['aiagent', 'aiagent_next'];
const nextSecret = `${databaseSecret}-next`;

/** SQLSTATE class 28: the server did not let the role in. */
const isRefusedLogin = (refusal: string | undefined): boolean => /^28/.test(refusal ?? '');

/** From how many addresses a role is connected. */
const addressesOf = async (name: string): Promise<number> =>
  Number(
    await askPod(
      await primarySet(),
      `SELECT count(DISTINCT client_addr) FROM pg_stat_activity WHERE usename = '${name}'`,
    ),
  );

export const postgresqlPassword: Scenario = {
  name: 'postgresql-password',
  fault: 'the password of the application changed: a second role with it, by one `helm upgrade`',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async ({ chart, ...bench }) => {
    const keys = await readSecret(releaseNamespace, databaseSecret);
    await writeSecret(releaseNamespace, nextSecret, { ...keys, password: newPassword() });
    let [sent, failed, apis] = [0, 0, 0];
    const result = await underClients({ chart, ...bench }, database, async (clients) => {
      const traffic = await startTraffic({
        address: await serviceAddress(releaseNamespace, apiName),
        ratePerSecond: 20,
      });
      clients.mark('fault');
      traffic.mark('fault');
      const settings = {
        'global.postgresql.existingSecret': nextSecret,
        'global.postgresql.username': nextRole,
        'postgresql.clientRoles': `{${role}}`,
      };
      await upgradeRelease({ chart, settings });
      traffic.mark('end');
      apis = await addressesOf(nextRole);
      const requests = await traffic.stop();
      sent = requests.requestsBetween('fault', 'end');
      failed = requests.failedBetween('fault', 'end');
    });
    const refused = result.ledger.entries.filter(({ refusal }) => isRefusedLogin(refusal));
    return [
      exactly('writes with the old role that ended in a refused login', refused.length, 0),
      atLeast('pods of the api that work with the new role', apis, replicas),
      exactly('requests to the api that failed', failed, 0),
      atLeast('requests to the api', sent, 200),
      ...databaseFigures(result, 5),
    ];
  },
};
