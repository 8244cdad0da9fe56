// A connection to a pod's Redis that no fault of the network touches: through a socket on the disk.
// Must not know which pod is the master.
import { once } from 'node:events';
import { connect } from 'node:net';
import { RedisConnection } from '../../reference-api/redis/connection.ts';
import type { Reply } from '../../reference-api/redis/protocol.ts';

/** Connects as the administrator. Throws when nothing listens. */
export async function connectDirectly(
  socketFile: string,
  password: string,
  timeoutMs: number,
): Promise<RedisConnection> {
  const socket = connect(socketFile);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const connection = new RedisConnection(socket, timeoutMs);
  await connection.send('AUTH', 'admin', password);
  return connection;
}

/** One command over a connection of its own. */
export async function askDirectly(
  socketFile: string,
  password: string,
  ...words: readonly string[]
): Promise<Reply> {
  const connection = await connectDirectly(socketFile, password, 5000);
  try {
    return await connection.send(...words);
  } finally {
    connection.close();
  }
}
