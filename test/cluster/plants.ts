// Faults planted in a copy of the chart, to see that a scenario catches them. Must not know how it does.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Plant {
  /** What is wrong, in a few words. */
  readonly words: string;
  /** The scenario that must fail with it, and the beginning of the name of the figure that must. */
  readonly scenario: string;
  readonly figure: string;
  readonly file: string;
  readonly find: RegExp;
  readonly replacement: string;
}

const templates = 'charts/api/templates';

/** What charts do whose preStop only asks for a failover: by the time the master learns of it, it has taken writes. */
const plainFailover = `[ "$role" = master ] || exit 0
ask_all
ask_for_failover
while ! another_leads; do sleep 0.1; done
until [ "$(own_state role)" = slave ]; do sleep 0.1; done
`;

export const plants: Readonly<Record<string, Plant>> = {
  'no-pre-stop': {
    words: 'pods of the api end at once, without their preStop',
    scenario: 'rolling-update',
    figure: 'failed requests',
    file: `${templates}/deployment.yaml`,
    find: /seconds: \{\{ \.Values\.shutdown\.preStopSeconds \}\}/,
    replacement: 'seconds: 0',
  },
  'one-unavailable': {
    words: 'the rolling update may take a pod away before the next one is ready',
    scenario: 'rolling-update',
    figure: 'fewest pods ready',
    file: `${templates}/deployment.yaml`,
    find: /maxUnavailable: .+/,
    replacement: 'maxUnavailable: 1',
  },
  'open-policy': {
    words: 'the policy of the api lets every namespace in',
    scenario: 'network-policy',
    figure: 'not as declared',
    file: `${templates}/network-policy.yaml`,
    find: /ingress:\n {4}- from:\n/,
    replacement: 'ingress:\n    - from:\n        - namespaceSelector: {}\n',
  },
  'no-budget': {
    words: 'the PodDisruptionBudget of the api is gone',
    scenario: 'drain',
    figure: 'fewest pods ready',
    file: `${templates}/pod-disruption-budget.yaml`,
    find: /^[\s\S]+$/,
    replacement: '',
  },
  'no-second-role': {
    words: 'pg_hba.conf knows the role of the application only, none of `postgresql.clientRoles`',
    scenario: 'postgresql-password',
    figure: 'writes with the old role that ended in a refused login',
    file: 'charts/postgresql-ha/templates/_helpers.tpl',
    find: /range \.Values\.clientRoles/,
    replacement: 'range list',
  },
  'plain-failover': {
    words: 'the preStop of Redis only asks for a failover',
    scenario: 'redis-pod-delete',
    figure: 'acknowledged writes lost',
    file: 'charts/redis-sentinel/files/stop-redis.sh',
    find: /\[ "\$role" = master \] \|\| exit 0\n[\s\S]*$/,
    replacement: plainFailover,
  },
};

/** A copy, so that a run is about one chart, whatever is generated meanwhile. Its path. */
export function copiedChart(folder: string): string {
  const copy = join(folder, 'aiagent');
  cpSync('charts/aiagent', copy, { recursive: true });
  return copy;
}

/** Copies the chart into the folder and plants the fault. Its path. @throws where there is no place for it */
export function plantedChart(name: string, folder: string): string {
  const plant = plants[name];
  if (plant === undefined) throw new Error(`there is no fault ${name}`);
  const copy = copiedChart(folder);
  const file = join(copy, plant.file);
  const text = readFileSync(file, 'utf8');
  const planted = text.replace(plant.find, () => plant.replacement);
  if (planted === text) throw new Error(`${plant.file} has no place for the fault ${name}`);
  writeFileSync(file, planted);
  return copy;
}
