// The plain table: aligned by what a terminal shows.
import { expect, it } from 'vitest';
import { formatTable } from '../../../generator/print/table.ts';

it('aligns text at the left and numbers at the right, without trailing spaces', () => {
  const columns = [{ title: 'name' }, { title: 'ms', numeric: true }, { title: 'findings' }];
  expect(
    formatTable(columns, [
      ['production', '7', ''],
      ['日本', '1234', 'x'],
    ]),
  ).toBe('name          ms  findings\nproduction     7\n日本        1234  x\n');
});

it('escapes what a person wrote', () => {
  expect(formatTable([{ title: 'a' }], [['\u001b[31m\n']])).toBe('a\n\\u{1b}[31m\\n\n');
});

it('takes more rows than a call takes arguments', () => {
  expect(
    formatTable(
      [{ title: 'a' }],
      Array.from({ length: 200_000 }, () => ['x']),
    ).length,
  ).toBe(400_002);
});
