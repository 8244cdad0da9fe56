// The connections of a load: half of the requests on persistent ones, half on one of their own.
// Must not know what is sent over them.
import { Agent } from 'node:http';
import type { ConnectionKind } from './attempt-records.ts';
import type { LoadPlan } from './plan.ts';

export interface Route {
  readonly connection: ConnectionKind;
  readonly target: number;
  readonly agent: Agent;
  /** 0: the system's choice. */
  readonly localPort: number;
}

/** Above it the system chooses ports itself. */
const lastLocalPort = 32_767;

export interface Connections {
  /** The way of a request's attempt: kinds and targets take turns, and a retry has a connection of its own. */
  routeOf(request: number, attempt: number): Route;
  close(): void;
}

/**
 * Opens nothing yet. One agent stands for one persistent connection: a single agent would reuse the same few
 * connections as long as answers are fast, and most pods would never see one. When the connection is busy, another
 * is opened beside it, and one of the two is closed afterwards: nothing waits in the client.
 */
export function createConnections({ urls, connections: perTarget, firstLocalPort }: LoadPlan): Connections {
  const targets = urls.length;
  const kept = Array.from(
    { length: targets * perTarget },
    () => new Agent({ keepAlive: true, maxFreeSockets: 1 }),
  );
  const single = new Agent({ keepAlive: false });
  let opened = 0;
  const nextPort = (): number =>
    firstLocalPort === 0 ? 0 : firstLocalPort + (opened++ % (lastLocalPort - firstLocalPort + 1));
  return {
    routeOf(request, attempt) {
      const turn = Math.floor(request / 2);
      const target = (turn + attempt) % targets;
      if (request % 2 === 1 || attempt > 0)
        return { connection: 'new', target, agent: single, localPort: nextPort() };
      const slot = Math.floor(turn / targets) % perTarget;
      const agent = kept[target * perTarget + slot] as Agent;
      return { connection: 'keep-alive', target, agent, localPort: 0 };
    },
    close() {
      for (const agent of [...kept, single]) agent.destroy();
    },
  };
}
