// Writes folders whole: builds what changed beside its place, swaps all of it in at the end. Part of the
// disk door, and the only code that replaces output; must not know what it writes.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileDoor, Tree, TreeChanges } from '../commands/doors.ts';
import { build } from './build-tree.ts';
import { isSame } from './compare-tree.ts';
import { inspect, listMarked, mark, markText, namesIn, type OutputFolder } from './inspect-tree.ts';
import { checkOutputFolder, checkRelativePath, look, type Surroundings } from './safe-path.ts';
import { clearLeftovers, closeStaging, isStaging, openStaging, type Staging } from './staging.ts';
import { inPlainWords } from './system-error.ts';

interface Output extends OutputFolder {
  marked: boolean;
  /** What killed runs left in it has been cleared away. */
  tidied: boolean;
  staging?: Staging;
}

interface Move {
  readonly output: Output;
  readonly unit: string;
  readonly arrives: boolean;
  readonly leaves: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The writing half of the disk door; holds what is staged and not yet swapped in. */
export class TreeWriter
  implements Omit<FileDoor, 'readText' | 'readGiven' | 'writeLayer' | 'listEnvironments'>
{
  readonly #surroundings: Surroundings;
  readonly #outputs = new Map<string, Output>();
  readonly #moves: Move[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  readonly compareTree = (tree: Tree): TreeChanges =>
    this.#step(`${tree.out}/${tree.unit}`, () => inspect(this.#open(tree.out), tree).changes);

  readonly stageTree = (tree: Tree): TreeChanges =>
    this.#step(`${tree.out}/${tree.unit}`, () => {
      const output = this.#open(tree.out);
      tidy(output);
      const { changes, disk, files, path } = inspect(output, tree);
      if (isSame(changes)) return changes;
      const target = join(this.#stage(output).folder, 'new', tree.unit);
      build({ from: path, target, files, changes });
      if (tree.owned === 'marked') output.marked = true;
      this.#moves.push({ output, unit: tree.unit, arrives: true, leaves: disk !== undefined });
      return changes;
    });

  readonly listOtherUnits = (out: string, keep: ReadonlySet<string>): readonly string[] =>
    this.#step(out, () => listMarked(this.#open(out).path).filter((unit) => !keep.has(unit)));

  readonly stageRemoval = (out: string, unit: string): void =>
    this.#step(`${out}/${unit}`, () => {
      checkRelativePath(unit);
      const output = this.#open(out);
      this.#stage(output);
      this.#moves.push({ output, unit, arrives: false, leaves: true });
    });

  readonly commitTrees = (): void => {
    for (const move of this.#moves) this.#step(`${move.output.named}/${move.unit}`, () => swap(move));
    this.#forget(false);
  };

  readonly discardTrees = (): void => this.#forget(true);

  #open(named: string): Output {
    const known = this.#outputs.get(named);
    if (known) return known;
    const path = checkOutputFolder(named, this.#surroundings);
    const output = { named, path, marked: look(join(path, mark))?.isFile() === true, tidied: false };
    this.#outputs.set(named, output);
    return output;
  }

  #stage(output: Output): Staging {
    if (output.staging) return output.staging;
    if (this.#moves.length === 0) for (const signal of signals) process.on(signal, this.#onSignal);
    output.staging = openStaging(output.path);
    return output.staging;
  }

  #forget(undo: boolean): void {
    this.#moves.length = 0;
    for (const { staging } of this.#outputs.values()) if (staging) closeStaging(staging, undo);
    this.#outputs.clear();
    for (const signal of signals) process.removeListener(signal, this.#onSignal);
  }

  // All work between two signals is synchronous: a signal meets either nothing or whole staged trees.
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.#forget(true);
    process.kill(process.pid, signal);
  };

  /** Does one step; whatever goes wrong, nothing of what was staged remains. */
  #step<T>(named: string, act: () => T): T {
    // A file's mode is ours to say, not the shell's.
    const before = process.umask(0o022);
    try {
      return act();
    } catch (error) {
      this.#forget(true);
      throw inPlainWords(error, named);
    } finally {
      process.umask(before);
    }
  }
}

/** Once an output: with a thousand units in it, to list it for each would cost more than to write them. */
function tidy(output: Output): void {
  if (output.tidied) return;
  output.tidied = true;
  const names = namesIn(output.path);
  if (names.some(isStaging)) clearLeftovers(output.path, names);
}

/** Two renames; when the second fails, the first is taken back. */
function swap({ output, unit, arrives, leaves }: Move): void {
  const { folder } = output.staging!;
  const place = join(output.path, unit);
  const old = join(folder, 'old', unit);
  if (output.marked && !look(join(output.path, mark))) {
    writeFileSync(join(output.path, mark), markText, { flag: 'wx', mode: 0o644 });
  }
  if (leaves) renameSync(place, old);
  try {
    if (arrives) renameSync(join(folder, 'new', unit), place);
  } catch (error) {
    if (leaves) renameSync(old, place);
    throw error;
  }
}
