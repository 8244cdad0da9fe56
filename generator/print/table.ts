// A plain table for people, columns aligned. Must not know what stands in it.
import { escapeControls, textWidth } from './escape-text.ts';

interface Column {
  readonly title: string;
  /** Numbers stand at the right of their column. */
  readonly numeric?: boolean;
}

/** The table with its titles and a final newline; cells are escaped, columns two spaces apart. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map((_, index) => escapeControls(row[index] ?? '')),
  );
  // No spread into Math.max: a thousand environments are a thousand rows.
  const widths = columns.map((_, index) =>
    lines.reduce((width, line) => Math.max(width, textWidth(line[index]!)), 0),
  );
  const formatCell = (cell: string, index: number): string => {
    const space = ' '.repeat(widths[index]! - textWidth(cell));
    return columns[index]?.numeric ? space + cell : cell + space;
  };
  return lines.map((line) => `${line.map(formatCell).join('  ').trimEnd()}\n`).join('');
}
