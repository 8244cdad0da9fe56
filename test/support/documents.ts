// Reads what people read: the files that Git knows, their links, tables and code. Must not know what a
// document is about.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const repository = resolve(import.meta.dirname, '../..');

/** Every file that is committed or would be, from the root, sorted. Throws where there is no Git. */
export function trackedFiles(): readonly string[] {
  const { stdout, status, stderr } = spawnSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`git cannot list the files: ${stderr}`);
  const files = new Set(stdout.split('\0').filter((file) => file !== ''));
  return [...files].filter((file) => existsSync(join(repository, file))).sort();
}

export const textOf = (file: string): string => readFileSync(join(repository, file), 'utf8');

/** Lines as an editor counts them. */
export const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

const withoutCode = (text: string): string =>
  text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The text inside the fences of one language; '' for those that name none. */
export const fencesOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)]
    .filter(([, named]) => named === language)
    .map(([, , body]) => body as string);

/** What stands between single backquotes, outside of fences. */
export const codeSpansOf = (text: string): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span]) => span as string);

/** The anchors of the headings, as Git hosts make them. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The relative links of a Markdown text that lead nowhere. @param file where it stands, from the root. */
export function brokenLinks(file: string, text: string): readonly string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = target.split('#');
    const aim = path === '' ? file : join(dirname(file), path);
    if (path !== '' && !existsSync(join(repository, aim))) return true;
    if (anchor === undefined) return false;
    return !anchorsOf(path === '' ? text : textOf(aim)).includes(anchor);
  });
}

/** The cells of every row of every table, headings and rules left out. */
export const rowsOf = (text: string): readonly (readonly string[])[] =>
  [...text.matchAll(/^\|(.+)\|$/gm)]
    .map(([, cells]) => (cells as string).split('|').map((cell) => cell.trim()))
    .filter((cells, index, all) => !isRule(cells) && !isRule(all[index + 1] ?? []));

const isRule = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell));
