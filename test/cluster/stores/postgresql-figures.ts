// What is asked of PostgreSQL after every fault. Must not know any of them.
import { exactly, type Figure } from '../scenario.ts';
import type { ClientsResult } from './clients.ts';
import { keptFigures, silenceFigure } from './under-clients.ts';

export const databaseFigures = (result: ClientsResult, limitSeconds: number): readonly Figure[] => [
  silenceFigure(result, 'longest time without a commit', limitSeconds),
  exactly('commits acknowledged by a node of an older history', result.comparison.stale.length, 0),
  ...keptFigures(result),
];
