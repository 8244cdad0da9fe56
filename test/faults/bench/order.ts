// The words after `npm run test:faults -- SUBJECT`. Must not run anything.
import type { Subject } from './subject.ts';

export interface Order {
  readonly names: readonly string[];
  readonly repeats: number;
  /** How many trials run at a time. */
  readonly lanes: number;
  readonly plant: string | undefined;
  /** Leaves the folder of every run, not only of one that failed. */
  readonly keep: boolean;
}

const lanesWord = ({ mostLanes }: Subject): string => (mostLanes > 1 ? ' [--lanes N]' : '');

export const usageOf = (subject: Subject): string => {
  const { name, trials, plants } = subject;
  return `  npm run test:faults -- ${name} [TRIAL…] [--repeats N]${lanesWord(subject)} [--plant FAULT] [--keep]
Trials: ${trials.map((trial) => trial.name).join(', ')}
Faults to plant: ${Object.keys(plants).join(', ')}, all`;
};

/** Throws where a word is not understood. */
export function readOrder(args: readonly string[], subject: Subject): Order {
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
    ...names.filter((name) => subject.trials.every((trial) => trial.name !== name)),
    ...(Number.isInteger(repeats) && repeats > 0 ? [] : ['--repeats']),
    ...(Number.isInteger(lanes) && lanes > 0 && lanes <= subject.mostLanes ? [] : ['--lanes']),
    ...(plant === undefined || plant === 'all' || Object.hasOwn(subject.plants, plant)
      ? []
      : [`--plant ${plant}`]),
  ];
  if (wrong.length > 0) throw new Error(`not understood: ${wrong.join(', ')}\nUsage:\n${usageOf(subject)}`);
  return { names, repeats, lanes, plant, keep };
}
