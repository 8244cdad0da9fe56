// The connections of a load: half of the requests on persistent ones, half on one of their own.
// Must not know what is sent over them.
import { Agent } from 'node:http';
import type { ConnectionKind } from './attempt-records.ts';

export interface Route {
  readonly connection: ConnectionKind;
  readonly target: number;
  readonly agent: Agent;
}

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
export function createConnections(targets: number, perTarget: number): Connections {
  const kept = Array.from(
    { length: targets * perTarget },
    () => new Agent({ keepAlive: true, maxFreeSockets: 1 }),
  );
  const single = new Agent({ keepAlive: false });
  return {
    routeOf(request, attempt) {
      const turn = Math.floor(request / 2);
      const target = (turn + attempt) % targets;
      if (request % 2 === 1 || attempt > 0) return { connection: 'new', target, agent: single };
      const slot = Math.floor(turn / targets) % perTarget;
      return { connection: 'keep-alive', target, agent: kept[target * perTarget + slot] as Agent };
    },
    close() {
      for (const agent of [...kept, single]) agent.destroy();
    },
  };
}
