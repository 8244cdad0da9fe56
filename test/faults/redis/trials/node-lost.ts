// The cable of the master's node is pulled, with the DNS in different states; later it is put back, and the old master
// still runs. Must not know who takes over.
import type { DnsMode } from '../dns-server.ts';
import type { Group } from '../group.ts';
import type { Pod } from '../pod.ts';
import { lastSecond } from '../stage.ts';
import type { Trial } from '../trial.ts';

interface Lost {
  readonly name: string;
  readonly words: string;
  readonly dns: (group: Group, master: Pod) => DnsMode;
}

const nodeLost = ({ name, words, dns }: Lost): Trial => ({
  name,
  fault: `the link of the master's node cut for 16 s${words}`,
  async run(stage) {
    const { group } = stage;
    const { master } = await group.roles();
    await group.dns(dns(group, master));
    await stage.fault(() => group.network.setLink(master.name, 'down'));
    await stage.wait(16);
    await group.network.setLink(master.name, 'up');
    await stage.wait(8);
    await group.dns('answers');
    return stage.finish({ writableSeconds: 10, allowance: lastSecond });
  },
});

export const nodeLosses: readonly Trial[] = [
  { name: 'node-lost', words: '', dns: () => 'answers' as const },
  {
    name: 'node-lost-dns-dead',
    words: ', and no DNS query answered meanwhile',
    dns: () => 'silent' as const,
  },
  {
    name: 'node-lost-dns-half',
    words: ', and every second DNS query unanswered meanwhile',
    dns: () => 'half' as const,
  },
  {
    name: 'node-lost-dns-name',
    words: ', and no DNS query for the name of its Service answered meanwhile',
    dns: (group: Group, master: Pod) => ({ silentAbout: group.nameOf(master) }),
  },
].map(nodeLost);
