// Faults planted in what the chart rendered, to see that a trial catches them. Must not know how it does.
import type { NamedPlant } from '../bench/subject.ts';
import type { Rendered } from './rendered.ts';

export interface Change {
  /** The ConfigMap, by its part, and the text in it. */
  readonly map: 'scripts' | 'configuration';
  readonly file: string;
  readonly find: RegExp;
  readonly replacement: string;
}

export interface Plant extends NamedPlant {
  readonly changes: readonly Change[];
}

const commitsAlone: Change = {
  map: 'configuration',
  file: 'postgresql.conf',
  find: /synchronous_commit = '?\w+'?/,
  replacement: 'synchronous_commit = local',
};

const monitorTimer = (name: string, time: string): Change => ({
  map: 'configuration',
  file: 'monitor.conf',
  find: new RegExp(`pgautofailover\\.${name} = \\w+`),
  replacement: `pgautofailover.${name} = ${time}`,
});

export const plants: Readonly<Record<string, Plant>> = {
  'no-synchronous-copy': {
    words: 'commits do not wait for the standby (synchronous_commit is local)',
    trial: 'link-and-node-lost',
    figure: 'acknowledged commits lost',
    changes: [commitsAlone],
  },
  'timers-that-overlap': {
    words: 'the monitor promotes after 4 s, before the old primary has stopped, and commits do not wait',
    trial: 'partition',
    figure: 'commits acknowledged by a node of an older history',
    changes: [
      commitsAlone,
      monitorTimer('node_considered_unhealthy_timeout', '3s'),
      monitorTimer('primary_demote_timeout', '1s'),
    ],
  },
  'no-pre-stop': {
    words: 'the preStop hands nothing over',
    trial: 'delete',
    figure: 'times that writes stopped',
    changes: [{ map: 'scripts', file: 'stop-node.sh', find: /^set -u$/m, replacement: 'exit 0' }],
  },
  'no-goal-guard': {
    words: 'the monitor may tell a primary to go on alone whose end was decided in the same moment',
    trial: 'report-amid-hand-over',
    figure: 'acknowledged commits lost',
    changes: [
      {
        map: 'scripts',
        file: 'start-monitor.sh',
        find: /\{ print_monitor_roles && print_goal_guard; \}/,
        replacement: 'print_monitor_roles',
      },
    ],
  },
  'no-promotion-guard': {
    words: 'the monitor may promote a standby while the primary confirms commits without it',
    trial: 'alone-and-link-cut',
    figure: 'acknowledged commits lost',
    changes: [
      {
        map: 'scripts',
        file: 'start-monitor.sh',
        find: /IF EXISTS \(SELECT FROM pgautofailover\.node/,
        replacement: 'IF false AND EXISTS (SELECT FROM pgautofailover.node',
      },
    ],
  },
  'no-lock': {
    words: 'the start does not wait for the lock of the volume',
    trial: 'force-delete-without-standby',
    figure: 'moments with two servers on one disk',
    changes: [
      { map: 'scripts', file: 'server.sh', find: /until flock -n 9; do/, replacement: 'until true; do' },
    ],
  },
  'no-empty-disk-guard': {
    words: 'an empty disk makes a database although another node holds one',
    trial: 'monitor-and-first-disk-lost',
    figure: 'databases made beside the one that exists',
    changes: [
      {
        map: 'scripts',
        file: 'start-node.sh',
        find: /if \[ "\$\(announced "holds = 'empty'"\)" != "\$\(echo "\$NODE_HOSTS" \| wc -w\)" \]; then/,
        replacement: 'if false; then',
      },
    ],
  },
};

/** What the chart rendered, with the fault in it. Throws when there is no place for it. */
export function plant(rendered: Rendered, name: string): Rendered {
  const fault = plants[name];
  if (fault === undefined) throw new Error(`there is no fault ${name}`);
  return fault.changes.reduce((now, { map, file, find, replacement }) => {
    const whole = `aiagent-postgresql-${map}`;
    const text = now.data(whole)[file] ?? '';
    const planted = text.replace(find, () => replacement);
    if (planted === text) throw new Error(`${file} has no place for the fault ${name}`);
    return now.with(whole, { [file]: planted });
  }, rendered);
}
