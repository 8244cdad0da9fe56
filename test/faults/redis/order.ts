// The words after `npm run test:faults -- redis`. Must not run anything.
import { plants } from './plants.ts';
import { trials } from './trials/index.ts';

export interface Order {
  readonly names: readonly string[];
  readonly repeats: number;
  /** How many trials run at a time. */
  readonly lanes: number;
  readonly plant: string | undefined;
  /** Leaves the folder of every run, not only of one that failed. */
  readonly keep: boolean;
}

export const usageOfRedis = `  npm run test:faults -- redis [TRIAL…] [--repeats N] [--lanes N] [--plant FAULT] [--keep]
Trials: ${trials.map(({ name }) => name).join(', ')}
Faults to plant: ${Object.keys(plants).join(', ')}, all`;

/** More would be a load of its own. */
const mostLanes = 4;

/** Throws where a word is not understood. */
export function readOrder(args: readonly string[]): Order {
  const names = [...args];
  const takeFlag = (name: string): boolean =>
    names.includes(name) && names.splice(names.indexOf(name), 1).length === 1;
  const takeValue = (name: string): string | undefined =>
    names.includes(name) ? (names.splice(names.indexOf(name), 2)[1] ?? '') : undefined;
  const repeats = Number(takeValue('--repeats') ?? '1');
  const lanes = Number(takeValue('--lanes') ?? '1');
  const plant = takeValue('--plant');
  const keep = takeFlag('--keep');
  const wrong = [
    ...names.filter((name) => trials.every((trial) => trial.name !== name)),
    ...(Number.isInteger(repeats) && repeats > 0 ? [] : ['--repeats']),
    ...(Number.isInteger(lanes) && lanes > 0 && lanes <= mostLanes ? [] : ['--lanes']),
    ...(plant === undefined || plant === 'all' || Object.hasOwn(plants, plant) ? [] : [`--plant ${plant}`]),
  ];
  if (wrong.length > 0) throw new Error(`not understood: ${wrong.join(', ')}\nUsage:\n${usageOfRedis}`);
  return { names, repeats, lanes, plant, keep };
}
