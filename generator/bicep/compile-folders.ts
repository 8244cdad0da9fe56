// Part of the Bicep door: lays folders down in a place of their own, and has each compiled. Must not know what is in
// them, nor keep any answer.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { BicepFolder } from '../azure/bicep-files.ts';
import type { BicepAnswer, BicepPrediction, BicepRemark } from '../commands/bicep-door.ts';
import { BicepConnection } from './connection.ts';

interface Position {
  readonly line: number;
  readonly char: number;
}

interface CompileResult {
  readonly success: boolean;
  readonly diagnostics: readonly {
    readonly source: string;
    readonly range: { readonly start: Position; readonly end: Position };
    readonly level: string;
    readonly code: string;
    readonly message: string;
  }[];
}

function layDown(place: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
}

/** Everything that it says counts, its warnings and hints too: it lets misspelt properties pass with a warning. */
function remarksOf(
  { diagnostics, success }: CompileResult,
  place: string,
  parameters: string,
): readonly BicepRemark[] {
  const remarks = diagnostics.map(({ source, range: { start, end }, code, message }) => ({
    path: relative(place, source).split(sep).join('/'),
    line: start.line + 1,
    column: start.char + 1,
    length: end.line === start.line ? Math.max(end.char - start.char, 1) : 1,
    code,
    message,
  }));
  if (success || remarks.length > 0) return remarks;
  const whole = { path: parameters, line: 0, column: 0, length: 0 };
  return [{ ...whole, code: 'failed', message: 'The compiler failed without a reason.' }];
}

async function compileOne(
  bicep: BicepConnection,
  { files, parameters }: BicepFolder,
  place: string,
): Promise<BicepAnswer> {
  layDown(place, files);
  const path = join(place, parameters);
  const result = await bicep.ask('bicep/compileParams', { path, parameterOverrides: {} });
  return { kind: 'compiled', remarks: remarksOf(result as CompileResult, place, parameters) };
}

// A prediction needs some place to stand in; the same for all, so that the same values give the same text.
const metadata = {
  tenantId: '00000000-0000-0000-0000-000000000001',
  subscriptionId: '00000000-0000-0000-0000-000000000002',
  location: 'eastus',
  deploymentName: 'main',
};

async function predictOne(
  bicep: BicepConnection,
  folder: BicepFolder,
  place: string,
): Promise<BicepPrediction> {
  const answer = await compileOne(bicep, folder, place);
  if (answer.kind === 'absent') return answer;
  if (answer.remarks.length > 0) return { kind: 'predicted', remarks: answer.remarks };
  const path = join(place, folder.parameters);
  const { snapshot } = (await bicep.ask('bicep/getSnapshot', { path, metadata, externalInputs: [] })) as {
    readonly snapshot: string;
  };
  return { kind: 'predicted', remarks: [], snapshot };
}

/** What one compiler answers of each folder, in their order. */
async function askOfEach<Answer>(
  program: string,
  folders: readonly BicepFolder[],
  ask: (bicep: BicepConnection, folder: BicepFolder, place: string) => Promise<Answer>,
): Promise<readonly (Answer | Extract<BicepAnswer, { kind: 'absent' }>)[]> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'chartwright-bicep-')));
  const bicep = new BicepConnection(program);
  try {
    const answers: Answer[] = [];
    for (const [index, folder] of folders.entries())
      answers.push(await ask(bicep, folder, join(scratch, String(index))));
    return answers;
  } catch (error) {
    const problem = `${program} gave no answer: ${(error as Error).message}.`;
    return folders.map(() => ({ kind: 'absent', problem }));
  } finally {
    bicep.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** What the compiler says of each folder, in their order. @param program the compiler. */
export const compileFolders = (
  program: string,
  folders: readonly BicepFolder[],
): Promise<readonly BicepAnswer[]> => askOfEach(program, folders, compileOne);

/** What a deployment of each folder would make, in their order. @param program the compiler. */
export const predictFolders = (
  program: string,
  folders: readonly BicepFolder[],
): Promise<readonly BicepPrediction[]> => askOfEach(program, folders, predictOne);
