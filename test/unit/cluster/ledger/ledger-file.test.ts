// The ledger's file: what was written is read back, and a damaged file is not taken for a whole one.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLedger, readLedger } from '../../../cluster/ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** A ledger with one write acknowledged, one refused and one open. */
function writeLedger(): string {
  const file = join(folder, `${files++}.jsonl`);
  const ledger = openLedger(file);
  for (const id of ['a', 'b', 'c']) ledger.sent(id, 0);
  ledger.acknowledged('a', { node: 'node-1', epoch: 4 });
  ledger.refused('b', Object.assign(new Error('read only'), { code: 'READONLY' }));
  ledger.mark('kill');
  ledger.close();
  return file;
}

describe('the file', () => {
  it('comes back as it was written', () => {
    const { entries, marks } = readLedger(writeLedger());
    expect(entries.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(entries[0]?.acknowledged).toMatchObject({ node: 'node-1', epoch: 4 });
    expect(entries[1]?.refusal).toBe('READONLY');
    expect(entries[2]).not.toHaveProperty('acknowledged');
    expect([...marks.keys()]).toEqual(['kill']);
  });

  it('holds every line before the next thing happens', () => {
    const file = join(folder, 'open.jsonl');
    const ledger = openLedger(file);
    ledger.sent('a', 0);
    expect(readLedger(file).entries).toHaveLength(1);
    ledger.close();
    expect(() => ledger.sent('b', 0)).toThrow('is closed');
  });

  it('is never written over', () => {
    const file = writeLedger();
    const before = readFileSync(file, 'utf8');
    expect(() => openLedger(file)).toThrow('EEXIST');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('may lack the end of its last line', () => {
    const file = writeLedger();
    appendFileSync(file, '{"kind":"acked","id":"c","at');
    expect(readLedger(file).entries).toHaveLength(3);
  });

  it.each([
    ['{"kind":"acked","id', ':8 is not a line of a ledger'],
    ['{"kind":"acked","id":"x","atMs":1,"node":"n","epoch":1}', ':8 settles x, which was never sent'],
    ['{"kind":"acked","id":"a","atMs":1,"node":"n","epoch":1}', ':8 settles a again'],
    ['{"kind":"refused","id":"b","atMs":1,"code":"error"}', ':8 settles b again'],
    ['{"kind":"sent","id":"c","atMs":1,"dueMs":1}', ':8 sends c again'],
    ['{"kind":"opened","openedAtMs":1}', ':8 opens the ledger again'],
  ])('is refused with %s', (line, why) => {
    const file = writeLedger();
    appendFileSync(file, `${line}\n`);
    expect(() => readLedger(file)).toThrow(why);
  });

  it('must begin as a ledger', () => {
    const file = join(folder, 'other.jsonl');
    writeFileSync(file, '{"kind":"mark","name":"x","atMs":1}\n');
    expect(() => readLedger(file)).toThrow('does not begin as a ledger');
  });
});
