// The door to the Bicep compiler: asks it once for each content, and remembers what it found nothing wrong with. Must
// not know what is compiled. Its parts stand in generator/bicep/ and are imported from here alone.
import { KeptAnswers, type Variables } from './bicep/kept-answers.ts';
import type { BicepAnswer, BicepDoor, BicepPrediction } from './commands/bicep-door.ts';
import type { ToolFinding } from './commands/tool-door.ts';

interface BicepDoorOptions {
  /** They say where answers are kept: outside every working tree. */
  readonly variables: Variables;
  /** Looks for the compiler; asked only when something is to be compiled. */
  readonly locate: () => Promise<ToolFinding>;
}

/** Opens the door; nothing is looked for before it is asked. */
export function openBicepDoor({ variables, locate }: BicepDoorOptions): BicepDoor {
  const kept = new KeptAnswers(variables);
  return {
    isProven: ({ digest }) => kept.has(digest),
    async compile(folders) {
      if (folders.length === 0) return [];
      const tool = await locate();
      if (!tool.found) {
        const absent: BicepAnswer = { kind: 'absent', problem: `${tool.problem} ${tool.cure}` };
        return folders.map(() => absent);
      }
      const { compileFolders } = await import('./bicep/compile-folders.ts');
      const answers = await compileFolders(tool.path, folders);
      for (const [index, answer] of answers.entries())
        if (answer.kind === 'compiled' && answer.remarks.length === 0) kept.add(folders[index]!.digest);
      return answers;
    },
    async predict(folders) {
      const tool = await locate();
      if (!tool.found) {
        const absent: BicepPrediction = { kind: 'absent', problem: `${tool.problem} ${tool.cure}` };
        return folders.map(() => absent);
      }
      const { predictFolders } = await import('./bicep/compile-folders.ts');
      return predictFolders(tool.path, folders);
    },
  };
}
