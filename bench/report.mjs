// The figures as Markdown. Must not know how they came about.

const verdicts = new Map([
  [true, 'kept'],
  [false, '**missed**'],
  [undefined, 'no bar'],
]);

const figure = (number) => (number < 0.1 ? number.toFixed(3) : number.toFixed(2));
const amount = (number, unit) => `${number < 10 ? number.toFixed(2) : number.toFixed(0)} ${unit}`;

/** One line a promise: cost, peer, ratio, bar, verdict. */
export function printTable(rows) {
  const lines = rows.map((row) =>
    [
      row.what,
      amount(row.ours, row.unit),
      row.peer,
      amount(row.theirs, row.unit),
      figure(row.ratio),
      row.bar === undefined ? '-' : `≤ ${figure(row.bar)}`,
      verdicts.get(row.passed),
    ].join(' | '),
  );
  const head = ['Chartwright', 'cost', 'beside', 'cost', 'ratio', 'bar', 'verdict'].join(' | ');
  const rule = '|---|---:|---|---:|---:|---:|---|';
  return [`| ${head} |`, rule, ...lines.map((line) => `| ${line} |`), ''].join('\n');
}

/** The whole page. */
export function printBenchmarks(rows, rounds, { date, machine, versions }) {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Benchmarks

Written by \`npm run bench\` on ${date}; it exits with 1 when a promise is missed.

${printTable(rows)}
- Machine: ${machine}.
- Versions: ${list.join(', ')}.
- A cost is CPU time, user and system, of the process and its children; a ratio is formed within a round,
  and both are medians over ${rounds} rounds. In a round every command runs once, in an order that turns.
- Chartwright runs as \`node bin/chartwright.cjs generate\`, and writes into an empty folder of a file system in
  memory; helm prints to a file there. "No code cache": the user's cache folder has been removed, so the run
  compiles, and stores the cache.
- The one environment is values/prod.yaml without its standby region. The four are those of values/; of several
  regions, the first is counted for helm in one row, and all in the other. \`helm template --skip-tests\` renders
  charts/aiagent for one region.
- cdk8s builds untyped objects of the same kinds and numbers in plain JavaScript, with its check for newer
  versions off: its cheapest way.
- "Each further environment": a run over 1,000 copies of it less a run over one, through 999. The parse beside
  it is the \`yaml\` package's own, of the same file and its layer, in one process that has been warmed up.
`;
}
