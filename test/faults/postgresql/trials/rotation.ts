// Certificates and passwords are renewed while clients go on. Must not know who leads afterwards.

import { exactly } from '../../../cluster/scenario.ts';
import { tryCommand } from '../../run-command.ts';
import type { PlayedPod } from '../pod.ts';
import type { Stage } from '../stage.ts';
import type { Trial } from '../trial.ts';

/** Nothing may be felt; so long a pause is the machine's own. */
const unfeltSeconds = 3;
/** Each look of the watch, and a reload. */
const settleSeconds = 15;

/** The serial number of the certificate that a node shows to whoever connects. */
async function shownSerial(stage: Stage, pod: PlayedPod): Promise<string> {
  const words = ['openssl', 's_client', '-starttls', 'postgres', '-connect', `${pod.address}:5432`];
  const { output } = await tryCommand([...words, '-CAfile', stage.site.authority.certificateFile]);
  const { output: serial } = await tryCommand(['openssl', 'x509', '-noout', '-serial'], output);
  return serial.trim();
}

export const rotationTrials: readonly Trial[] = [
  {
    name: 'certificates-renewed',
    fault: 'all certificates are renewed in the mounted Secrets; then the primary is deleted',
    async run(stage) {
      const { group, site } = stage;
      const before = await Promise.all(group.pods.map((pod) => shownSerial(stage, pod)));
      await stage.fault(async () => {
        await site.renewCertificates();
        for (const pod of group.pods) pod.refresh();
      });
      await stage.wait(settleSeconds);
      await stage.mark('deleted');
      const after = await Promise.all(group.pods.map((pod) => shownSerial(stage, pod)));
      const kept = after.filter((serial, place) => serial === before[place] || !serial.startsWith('serial='));
      stage.add(exactly('servers that still show the old certificate', kept.length, 0));
      const primary = await group.primary();
      await primary.stop();
      await group.start(primary);
      await group.allReady(60);
      await stage.addRefusedAnew('fault', 'deleted');
      return stage.finish({ writableSeconds: 5, wholeSeconds: 60 });
    },
  },
  {
    name: 'internal-passwords-renewed',
    fault:
      'the passwords of replication and of the monitor are renewed in the mounted Secrets, pod by pod, 3 s between',
    async run(stage) {
      const { group, site } = stage;
      await stage.fault(async () => {
        site.renewPasswords(['replication-password', 'monitor-password']);
        for (const pod of group.pods) {
          pod.refresh();
          await stage.wait(3);
        }
      });
      await stage.wait(settleSeconds);
      await stage.mark('restarted');
      const [standby] = await group.standbys();
      // A connection that stood may go on with the old word: a new one must be made with the new one.
      if (standby !== undefined) {
        await standby.stop();
        await group.start(standby);
      }
      await group.allReady(60);
      await stage.addRefusedAnew('fault', 'restarted');
      return stage.finish({ writableSeconds: unfeltSeconds, wholeSeconds: 60 });
    },
  },
];
