// Faults planted in what the chart rendered, to see that a trial catches them. Must not know how it does.
import type { NamedPlant } from '../bench/subject.ts';
import type { Rendered } from './rendered.ts';

export interface Plant extends NamedPlant {
  /** The ConfigMap, by its part, and the text in it. */
  readonly map: 'scripts' | 'configuration';
  readonly file: string;
  readonly find: RegExp;
  readonly replacement: string;
}

export const plants: Readonly<Record<string, Plant>> = {
  'no-synchronous-copy': {
    words: 'commits do not wait for the standby (synchronous_commit is local)',
    trial: 'link-and-node-lost',
    figure: 'acknowledged commits lost',
    map: 'configuration',
    file: 'postgresql.conf',
    find: /$/,
    replacement: '\nsynchronous_commit = local\n',
  },
  'no-pre-stop': {
    words: 'the preStop hands nothing over',
    trial: 'delete',
    figure: 'commits accepted again',
    map: 'scripts',
    file: 'stop-node.sh',
    find: /^set -u$/m,
    replacement: 'exit 0',
  },
  'no-lock': {
    words: 'the start does not wait for the lock of the volume',
    trial: 'force-delete-alone',
    figure: 'moments with two servers on one disk',
    map: 'scripts',
    file: 'server.sh',
    find: /until flock -n 9; do/,
    replacement: 'until true; do',
  },
  'no-empty-disk-guard': {
    words: 'an empty disk makes a database although another node holds one',
    trial: 'monitor-and-first-disk-lost',
    figure: 'databases made beside the one that exists',
    map: 'scripts',
    file: 'start-node.sh',
    find: /if \[ "\$\(announced "holds = 'empty'"\)" != "\$\(echo "\$NODE_HOSTS" \| wc -w\)" \]; then/,
    replacement: 'if false; then',
  },
};

/** What the chart rendered, with the fault in it. Throws when there is no place for it. */
export function plant(rendered: Rendered, name: string): Rendered {
  const fault = plants[name];
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  const map = `aiagent-postgresql-${fault.map}`;
  const text = rendered.data(map)[fault.file] ?? '';
  const planted = text.replace(fault.find, () => fault.replacement);
  if (planted === text) throw new Error(`${fault.file} has no place for the fault ${name}`);
  return rendered.with(map, { [fault.file]: planted });
}
