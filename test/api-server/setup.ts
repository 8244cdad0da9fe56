// Before the tests of this folder: one API server for all of them, stopped at the end. Must not know what
// they ask of it.
import type { TestProject } from 'vitest/node';
import { isAvailable } from '../support/required.ts';
import { type Connection, createClient } from './client.ts';
import { defineCustomKinds } from './custom-resources.ts';
import { findPrograms } from './find-programs.ts';
import { startServer } from './start-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Absent where the machine has no API server. */
    apiServer: Connection | undefined;
  }
}

/** Gives vitest what it calls at the end. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { programs, problem } = await findPrograms(process.env);
  project.provide('apiServer', undefined);
  if (!isAvailable('The API server', problem) || programs === undefined) return undefined;
  const server = await startServer(programs);
  const client = createClient(server.connection);
  try {
    await defineCustomKinds(client);
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    client.close();
  }
  console.log(`The API server is ready after ${Math.round(server.milliseconds)} ms`);
  project.provide('apiServer', server.connection);
  return server.stop;
}
