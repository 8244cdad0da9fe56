// What is promised: each row of the table as a ratio of two costs within one round, beside its bar. Must not
// know how a cost was measured, nor how the table is written.
import { copies, nameOf } from './subjects.mjs';

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A ratio is formed round by round, so that a slow minute of the machine falls on both sides of it. */
function compare({ what, ours, peer, theirs, bar, unit = 'ms' }) {
  const ratio = median(ours.map((cost, round) => cost / theirs[round]));
  const passed = bar === undefined ? undefined : ratio <= bar;
  return { what, ours: median(ours), peer, theirs: median(theirs), ratio, bar, passed, unit };
}

const add = (columns) =>
  columns[0].map((_, round) => columns.reduce((sum, column) => sum + column[round], 0));

/** The first region of each environment. */
const firstOfEach = (regions) =>
  regions.filter(({ environment }, index) => regions[index - 1]?.environment !== environment);

/** @param samples name → rounds of {cpu, memory} or {printed}; @param regions by subject. */
export function listRows({ samples, regions }) {
  const cpu = (name) => samples[name].map((sample) => sample.cpu);
  const memory = (name) => samples[name].map((sample) => sample.memory);
  const helm = (chosen) => add(chosen.map((region) => cpu(nameOf(region))));
  const amount = (chosen) => chosen.reduce((sum, { resources }) => sum + resources, 0);
  const [first] = regions.one;
  const oneWarm = `one environment, ${amount(regions.one)} resources, code cache warm`;
  const oneCold = `one environment, ${amount(regions.one)} resources, no code cache`;
  const four = `four environments, ${amount(regions.four)} resources`;
  const each = 'each further environment of 1,000 like prod';
  const single = cpu('single');
  const further = cpu('many').map((cost, round) => (cost - single[round]) / (copies - 1));
  const start = cpu('node -e 0');
  const oneHelm = `helm template, 1 region, ${first.resources} resources`;
  const fourHelm = `helm template × ${firstOfEach(regions.four).length}, 1 region an environment`;
  return [
    { what: oneWarm, ours: cpu('one warm'), peer: 'node -e 0', theirs: start, bar: 1.6 },
    { what: oneWarm, ours: cpu('one warm'), peer: oneHelm, theirs: helm([first]), bar: 1.8 },
    {
      what: 'the same with its Azure templates, nothing of them changed',
      ours: cpu('one on Azure'),
      peer: 'the same without',
      theirs: cpu('one warm'),
      bar: 1.2,
    },
    { what: oneCold, ours: cpu('one cold'), peer: 'node -e 0', theirs: start, bar: 2.4 },
    { what: four, ours: cpu('four'), peer: fourHelm, theirs: helm(firstOfEach(regions.four)), bar: 0.6 },
    {
      what: four,
      ours: cpu('four'),
      peer: `helm template × ${regions.four.length}, all regions`,
      theirs: helm(regions.four),
    },
    { what: four, ours: cpu('four'), peer: 'cdk8s synth, as many', theirs: cpu('cdk8s four'), bar: 0.2 },
    {
      what: each,
      ours: further,
      peer: 'parsing its file and layer, warm',
      theirs: samples.parse.map(({ printed }) => printed),
      bar: 3,
    },
    { what: each, ours: further, peer: oneHelm, theirs: helm([first]), bar: 1 / 20 },
    {
      what: 'peak memory, 1,000 like prod',
      ours: memory('many'),
      peer: 'one like prod',
      theirs: memory('single'),
      bar: 2,
      unit: 'MiB',
    },
  ].map(compare);
}
