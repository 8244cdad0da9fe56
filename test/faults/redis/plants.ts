// Faults planted in what the chart rendered, to see that a trial catches them. Must not know how it does.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedPlant } from '../bench/subject.ts';
import type { Rendered } from './rendered.ts';

export interface Plant extends NamedPlant {
  readonly file: `${'scripts' | 'configuration'}/${string}`;
  readonly find: RegExp;
  readonly replacement: string;
}

/** What charts do whose preStop only asks for a failover: by the time the master learns of it, it has taken writes. */
const plainFailover = `[ "$role" = master ] || exit 0
ask_all
ask_for_failover
while ! another_leads; do sleep 0.1; done
until [ "$(own_state role)" = slave ]; do sleep 0.1; done
`;

export const plants: Readonly<Record<string, Plant>> = {
  'plain-failover': {
    words: 'the preStop of Redis is a plain SENTINEL FAILOVER that waits for the change of role',
    trial: 'graceful-stop',
    figure: 'acknowledged writes lost',
    file: 'scripts/stop-redis.sh',
    find: /\[ "\$role" = master \] \|\| exit 0\n[\s\S]*$/,
    replacement: plainFailover,
  },
  'ping-in-handover': {
    words: 'a master that hands over goes on to ping its replicas',
    trial: 'graceful-stop',
    figure: 'writes accepted again',
    file: 'scripts/stop-redis.sh',
    find: /own_redis CONFIG SET repl-ping-replica-period 3600 >\/dev\/null\n/,
    replacement: '',
  },
  'no-min-replicas': {
    words: 'min-replicas-to-write is 0',
    trial: 'partition',
    figure: 'two nodes took writes at once',
    file: 'configuration/redis.base.conf',
    find: /min-replicas-to-write 1/,
    replacement: 'min-replicas-to-write 0',
  },
  'no-empty-disk-guard': {
    words: 'a pod that is named master leads although its disk is empty',
    trial: 'empty-disk',
    figure: 'acknowledged writes lost',
    file: 'scripts/decide.sh',
    find: /if \[ "\$\(peers_that_are empty\)" -eq "\$LAST_ORDINAL" \]; then echo lead; else echo refuse; fi/,
    replacement: 'echo lead',
  },
  'copy-counts-at-once': {
    words: 'a disk counts as one with data as soon as a copy is in memory',
    trial: 'copy-not-on-disk',
    figure: 'acknowledged writes lost',
    file: 'scripts/promotable.sh',
    find: /until copy_is_on_disk; do sleep 1; done/,
    replacement: ':',
  },
  'dump-not-read': {
    words: 'Redis is to append from the first moment, though there is only a snapshot',
    trial: 'dump-restored',
    figure: 'acknowledged writes lost',
    file: 'scripts/start-redis.sh',
    find: /echo 'appendonly no' >>"\$RUN_DIR\/redis.conf"/,
    replacement: ':',
  },
};

export interface Carried {
  readonly scripts: string;
  readonly configuration: string;
}

/** Writes both into the folder as a pod mounts them, and plants the fault where one is named. */
export function carry(
  from: Pick<Rendered, 'scripts' | 'configuration'>,
  folder: string,
  name: string | undefined,
): Carried {
  const plant = name === undefined ? undefined : plants[name];
  let isPlanted = plant === undefined;
  for (const kind of ['scripts', 'configuration'] as const) {
    mkdirSync(join(folder, kind), { recursive: true });
    for (const [file, text] of Object.entries(from[kind])) {
      const planted =
        plant?.file === `${kind}/${file}` ? text.replace(plant.find, () => plant.replacement) : text;
      isPlanted ||= planted !== text;
      writeFileSync(join(folder, kind, file), planted, { mode: kind === 'scripts' ? 0o555 : 0o444 });
    }
  }
  if (!isPlanted) throw new Error(`${plant?.file} has no place for the fault ${name}`);
  return { scripts: join(folder, 'scripts'), configuration: join(folder, 'configuration') };
}
