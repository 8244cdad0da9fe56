// What is put to the test: its trials, the faults that can be planted, and how a stage is made. Must not know any of them.
import type { Figure } from '../../cluster/scenario.ts';

export interface NamedTrial {
  readonly name: string;
  /** What is done, in a few words. */
  readonly fault: string;
}

export interface NamedPlant {
  /** What is wrong, in a few words. */
  readonly words: string;
  /** The trial that must fail with it, and the beginning of the name of the figure that must. */
  readonly trial: string;
  readonly figure: string;
}

export interface Subject<Trial extends NamedTrial = NamedTrial> {
  /** The word after `npm run test:faults --`, and the name of the evidence. */
  readonly name: string;
  readonly trials: readonly Trial[];
  readonly plants: Readonly<Record<string, NamedPlant>>;
  /** What stands above the figures. */
  readonly preface: readonly string[];
  /** The names of the figures that are summed over all runs. */
  readonly totals: readonly string[];
  /** How many trials may run at a time: more would be a load of its own. */
  readonly mostLanes: number;
  readonly versions: () => Promise<readonly string[]>;
  /** Plays one trial to its end, and cleans up. The folder, where something of it was kept. */
  play(trial: Trial, how: { readonly plant: string | undefined; readonly keep: boolean }): Promise<Played>;
}

export interface Played {
  readonly figures: readonly Figure[];
  readonly folder?: string;
}

/** The machine stood still so long that the figures say nothing: the run is repeated. */
export class NoisyMachine extends Error {}
