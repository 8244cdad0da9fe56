// The password of the sessions' Redis rotated in the three steps of docs/guides/secrets.md.
import { anotherSecretsRevision, leaveSet, releaseNamespace, upgradeRelease } from '../release.ts';
import { type Bench, holds, type Scenario } from '../scenario.ts';
import { awaitStores } from '../stores/await-stores.ts';
import { giveCredentials } from '../stores/clients.ts';
import { askAs, sessionsGroup } from '../stores/redis-group.ts';
import { newPassword, readSecret, type SecretKeys, writeSecret } from '../stores/secrets.ts';
import { keptFigures, silenceFigure, underClients } from '../stores/under-clients.ts';

async function deploy({ chart }: Bench, keys: SecretKeys): Promise<void> {
  await writeSecret(releaseNamespace, sessionsGroup.secret, keys);
  leaveSet(anotherSecretsRevision());
  await upgradeRelease({ chart });
  await awaitStores();
}

export const redisPassword: Scenario = {
  name: 'redis-password',
  fault: 'the password rotated: both accepted, swapped, the old one taken away',
  quick: false,
  repeats: 5,
  stores: true,
  shared: true,
  run: async (bench) => {
    const { password: old = '' } = (await readSecret(releaseNamespace, sessionsGroup.secret)) ?? {};
    const fresh = newPassword();
    const result = await underClients(bench, sessionsGroup, async () => {
      await deploy(bench, { password: old, 'password-also': fresh });
      await deploy(bench, { password: fresh, 'password-also': old });
      await giveCredentials(sessionsGroup);
      await deploy(bench, { password: fresh });
    });
    return [
      silenceFigure(result, 'longest time without a write at any handover', 3),
      ...keptFigures(result),
      holds('the new password', await askAs(sessionsGroup, fresh), 'accepted'),
      holds('the old password', await askAs(sessionsGroup, old), 'refused'),
    ];
  },
};
