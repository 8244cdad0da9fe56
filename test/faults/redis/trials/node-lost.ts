// The cable of the master's node is pulled, with the DNS in different states; later it is put back, and the old master
// still runs. Must not know who takes over.
import type { DnsMode } from '../dns-server.ts';
import { lastSecond } from '../stage.ts';
import type { Trial } from '../trial.ts';

const nodeLost = (name: string, dns: DnsMode, words: string): Trial => ({
  name,
  fault: `the link of the master's node cut for 16 s${words}`,
  async run(stage) {
    const { group } = stage;
    const { master } = await group.roles();
    await group.dns(dns);
    await stage.mark('fault');
    await group.network.setLink(master.name, 'down');
    await stage.wait(16);
    await group.network.setLink(master.name, 'up');
    await stage.wait(8);
    await group.dns('answers');
    return stage.finish({ writableSeconds: 10, allowance: lastSecond });
  },
});

export const nodeLosses: readonly Trial[] = [
  nodeLost('node-lost', 'answers', ''),
  nodeLost('node-lost-dns-dead', 'silent', ', and no DNS query answered meanwhile'),
  nodeLost('node-lost-dns-half', 'half', ', and every second DNS query unanswered meanwhile'),
];
