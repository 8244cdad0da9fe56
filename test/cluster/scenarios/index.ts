// All scenarios, in the order in which they are run.
import type { Scenario } from '../scenario.ts';
import { argoCdWay } from './argo-cd-way.ts';
import { drainWorkers } from './drain.ts';
import { failedUpgrade } from './failed-upgrade.ts';
import { hpaByProcessor, hpaByRequests } from './hpa.ts';
import { install } from './install.ts';
import { networkPolicy } from './network-policy.ts';
import { podDelete } from './pod-delete.ts';
import { podKill } from './pod-kill.ts';
import { podSecurityRestricted } from './pod-security.ts';
import {
  postgresqlAllAtOnce,
  postgresqlMonitorLost,
  postgresqlPodKill,
  postgresqlStandbyLost,
  postgresqlWithoutApiServer,
  postgresqlZoneLost,
} from './postgresql-lost.ts';
import { postgresqlPassword } from './postgresql-password.ts';
import {
  postgresqlDrain,
  postgresqlForceDelete,
  postgresqlPodDelete,
  postgresqlRollout,
} from './postgresql-planned.ts';
import { redisAllAtOnce } from './redis-all-at-once.ts';
import { redisCertificate } from './redis-certificate.ts';
import { redisPassword } from './redis-password.ts';
import { redisPodDelete } from './redis-pod-delete.ts';
import { redisPodKill } from './redis-pod-kill.ts';
import { redisRollout } from './redis-rollout.ts';
import { redisScale } from './redis-scale.ts';
import { redisStart } from './redis-start.ts';
import { redisUpgrade } from './redis-upgrade.ts';
import { redisWithoutApiServer } from './redis-without-api-server.ts';
import { redisZoneLost } from './redis-zone-lost.ts';
import { rollingUpdate } from './rolling-update.ts';
import { settingsChange } from './settings-change.ts';
import { zoneLost } from './zone-lost.ts';

export const scenarios: readonly Scenario[] = [
  install,
  argoCdWay,
  podSecurityRestricted,
  networkPolicy,
  rollingUpdate,
  failedUpgrade,
  settingsChange,
  podDelete,
  podKill,
  drainWorkers,
  zoneLost,
  hpaByProcessor,
  hpaByRequests,
  redisStart,
  redisPodDelete,
  redisPodKill,
  redisRollout,
  redisUpgrade,
  redisPassword,
  redisCertificate,
  redisScale,
  redisAllAtOnce,
  redisWithoutApiServer,
  redisZoneLost,
  postgresqlPodDelete,
  postgresqlForceDelete,
  postgresqlPodKill,
  postgresqlRollout,
  postgresqlPassword,
  postgresqlDrain,
  postgresqlZoneLost,
  postgresqlStandbyLost,
  postgresqlMonitorLost,
  postgresqlAllAtOnce,
  postgresqlWithoutApiServer,
];
