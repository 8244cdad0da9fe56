// The closing table of `generate`: a row a region. Must not know how a region is made.
import { formatTable } from '../print/table.ts';
import type { RegionOutput } from './product.ts';

interface EnvironmentSummary {
  readonly environment: string;
  readonly regions: readonly Pick<RegionOutput, 'region' | 'kinds'>[];
  readonly findings: string;
  readonly milliseconds: number;
}

const columns = [
  { title: 'environment' },
  { title: 'region' },
  { title: 'resources', numeric: true },
  { title: 'findings' },
  { title: 'ms', numeric: true },
  { title: 'by kind' },
];

/** The rows of one environment; what is about it as a whole stands in the first. */
export function summaryRows({
  environment,
  regions,
  findings,
  milliseconds,
}: EnvironmentSummary): string[][] {
  return regions.map(({ region, kinds }, index) => {
    const total = [...kinds.values()].reduce((sum, amount) => sum + amount, 0);
    // Of one width, so that the table does not move with the machine's mood.
    const whole = index === 0 ? [findings, milliseconds.toFixed(1).padStart(6)] : ['', ''];
    return [environment, region, String(total), ...whole, formatKinds(kinds)];
  });
}

/** Most numerous first, then by name: `ConfigMap 3, Service 3, Deployment 1`. */
function formatKinds(kinds: ReadonlyMap<string, number>): string {
  return [...kinds]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([kind, amount]) => `${kind} ${amount}`)
    .join(', ');
}

/** The whole table. */
export const formatGeneration = (rows: readonly (readonly string[])[]): string => formatTable(columns, rows);
