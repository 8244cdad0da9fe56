// The bench of the PostgreSQL trials without a trial: its words, its planted faults, and what it reads from the chart.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { describe, expect, it } from 'vitest';
import { compareLedger, type Ledger } from '../../cluster/ledger.ts';
import { readOrder } from '../../faults/bench/order.ts';
import { mergeLedgers } from '../../faults/postgresql/merge-ledgers.ts';
import { plant, plants } from '../../faults/postgresql/plants.ts';
import { Rendered } from '../../faults/postgresql/rendered.ts';
import { postgresql } from '../../faults/postgresql/run.ts';
import { trials } from '../../faults/postgresql/trials/index.ts';
import { scripts } from './run-postgresql-script.ts';

const mapOf = (part: string, data: Readonly<Record<string, string>>): V1ConfigMap => ({
  kind: 'ConfigMap',
  metadata: { name: `aiagent-postgresql-${part}` },
  data,
});

describe('the order', () => {
  it('is understood', () => {
    expect(readOrder(['kill', 'freeze', '--repeats', '5', '--keep'], postgresql)).toEqual({
      names: ['kill', 'freeze'],
      repeats: 5,
      lanes: 1,
      plant: undefined,
      keep: true,
    });
  });

  it.each([['kil'], ['--repeats', '0'], ['--lanes', '5'], ['--plant', 'no-such-fault']])(
    'is refused: %s %s',
    (...words) => {
      expect(() => readOrder(words.filter(Boolean), postgresql)).toThrow(/not understood/);
    },
  );
});

describe('the trials', () => {
  it('have names of their own', () => {
    expect(new Set(trials.map(({ name }) => name)).size).toBe(trials.length);
  });
});

describe('the planted faults', () => {
  it.each(Object.entries(plants))('%s has its trial', (_, { trial }) => {
    expect(trials.map(({ name }) => name)).toContain(trial);
  });

  const scriptChanges = Object.entries(plants).filter(([, { changes }]) =>
    changes.every(({ map }) => map === 'scripts'),
  );
  it.each(scriptChanges)('%s has its place in a script, and changes nothing else', (name, { changes }) => {
    const texts = Object.fromEntries(
      changes.map(({ file }) => [file, readFileSync(join(scripts, file), 'utf8')]),
    );
    const rendered = new Rendered([mapOf('scripts', { ...texts, other: 'same' })]);
    const planted = plant(rendered, name).data('aiagent-postgresql-scripts');
    for (const [file, text] of Object.entries(texts)) expect(planted[file]).not.toBe(text);
    expect(planted.other).toBe('same');
  });

  it('are refused where there is no place for them', () => {
    const rendered = new Rendered([mapOf('scripts', { 'server.sh': 'nothing' })]);
    expect(() => plant(rendered, 'no-lock')).toThrow(/no place/);
  });
});

describe('two ledgers as one', () => {
  const ledgerOf = (openedAtMs: number, epoch: number): Ledger => ({
    openedAtMs,
    entries: [{ id: `${epoch}`, dueMs: 0, sentMs: 10, acknowledged: { node: 'any', epoch, ackedMs: 20 } }],
    marks: new Map(),
  });

  it('show a commit of an older history after one of a newer, which neither shows alone', () => {
    const staleOf = (...ledgers: readonly Ledger[]): number =>
      compareLedger(mergeLedgers(ledgers), []).stale.length;
    const newer = ledgerOf(1000, 2);
    const olderAfterwards = ledgerOf(2000, 1);
    const olderBefore = ledgerOf(500, 1);
    expect([staleOf(newer), staleOf(olderAfterwards)]).toEqual([0, 0]);
    expect([staleOf(newer, olderAfterwards), staleOf(newer, olderBefore)]).toEqual([1, 0]);
  });
});
