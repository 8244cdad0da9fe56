// What the Bicep compiler says, as findings. Must not know how it is asked.
import type { BicepFolder } from '../azure/bicep-files.ts';
import { codes } from '../codes.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { concealTokens } from '../secrets.ts';
import type { BicepRemark } from './bicep-door.ts';

interface Where {
  readonly folder: BicepFolder;
  /** Where the folder is written. */
  readonly at: string;
}

interface Described {
  readonly diagnostics: readonly Diagnostic[];
  /** For the excerpts. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A finding a remark, and the texts that they are about. */
export function describeRemarks(remarks: readonly BicepRemark[], { folder, at }: Where): Described {
  const { severity, cure } = codes['BICEP-REMARK'];
  const diagnostics = remarks.map(({ path, line, column, length, code, message }): Diagnostic => {
    const place = { file: `${at}/${path}`, line, column, length, path: '' };
    return { code: 'BICEP-REMARK', severity, ...place, message: concealTokens(`${code}: ${message}`), cure };
  });
  const files = [...new Set(remarks.map(({ path }) => path))];
  return {
    diagnostics,
    sources: new Map(files.map((path) => [`${at}/${path}`, folder.files.get(path) ?? ''])),
  };
}
