// The wire formats: cut anywhere, whole again; and a login that a false server does not pass.
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printFamilies, RequestMetrics } from '../../reference-api/metrics.ts';
import { columnsOf, cutMessages, statement } from '../../reference-api/postgresql/messages.ts';
import { firstMessage, prove } from '../../reference-api/postgresql/scram.ts';
import { decodeReply, encodeCommand, type Reply, ReplyError } from '../../reference-api/redis/protocol.ts';

const encodeReply = (reply: Reply): string => {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if (reply instanceof ReplyError) return `-${reply.code} because\r\n`;
  return `*${reply.length}\r\n${reply.map(encodeReply).join('')}`;
};

const replies: fc.Arbitrary<Reply> = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('reply'), { maxLength: 4 }),
  ),
})).reply;

describe('the protocol of Redis', () => {
  it('reads back every reply, and none before it is whole', () => {
    fc.assert(
      fc.property(replies, fc.nat(), (reply, at) => {
        const bytes = Buffer.from(encodeReply(reply));
        expect(decodeReply(bytes)).toEqual({ reply, end: bytes.length });
        expect(decodeReply(bytes.subarray(0, at % bytes.length))).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('reads errors by their code, and refuses other bytes', () => {
    expect(decodeReply(Buffer.from('-READONLY You cannot\r\n'))?.reply).toEqual(new ReplyError('READONLY'));
    expect(() => decodeReply(Buffer.from('HTTP/1.1 400\r\n'))).toThrow('not the protocol');
  });

  it('counts bytes, not letters, so that no value becomes a command', () => {
    expect(encodeCommand(['SET', 'é\r\nDEL x']).toString()).toBe('*2\r\n$3\r\nSET\r\n$9\r\né\r\nDEL x\r\n');
  });
});

describe('the protocol of PostgreSQL', () => {
  it('cuts messages wherever the bytes are torn', () => {
    const whole = statement('SELECT $1', ['é', null]);
    const { messages, rest } = cutMessages(whole);
    expect([messages.map(({ kind }) => kind).join(''), rest.length]).toEqual(['PBES', 0]);
    for (let at = 0; at < whole.length; at++) {
      const first = cutMessages(whole.subarray(0, at));
      const second = cutMessages(Buffer.concat([first.rest, whole.subarray(at)]));
      expect([...first.messages, ...second.messages]).toEqual(messages);
    }
  });

  it('refuses a length that cannot be', () => {
    expect(() => cutMessages(Buffer.from('HTTP/1.1 400'))).toThrow('not the protocol');
  });

  it('reads columns, empty ones and absent ones', () => {
    const row = Buffer.from([0, 3, 0, 0, 0, 1, 97, 255, 255, 255, 255, 0, 0, 0, 0]);
    expect(columnsOf(row)).toEqual(['a', null, '']);
  });
});

describe('the login', () => {
  const challenge = `r=ours-theirs,s=${Buffer.from('salt').toString('base64')},i=4096`;
  const serverSignature = (password: string): string => {
    const key = (secret: Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest();
    const salted = pbkdf2Sync(password, 'salt', 4096, 32, 'sha256');
    return key(key(salted, 'Server Key'), `n=,r=ours,${challenge},c=biws,r=ours-theirs`).toString('base64');
  };

  it('sends no password, and believes only a server that knows it', async () => {
    const proof = await prove('pencil', 'ours', challenge);
    expect(firstMessage('ours') + proof.message).not.toContain('pencil');
    expect(proof.accepts(`v=${serverSignature('pencil')}`)).toBe(true);
    expect(proof.accepts(`v=${serverSignature('another')}`)).toBe(false);
    expect(proof.accepts('')).toBe(false);
  });

  it('is proven by a key whose digest the server holds', async () => {
    const { message } = await prove('pencil', 'ours', challenge);
    const proof = Buffer.from(message.split(',p=')[1] ?? '', 'base64');
    const salted = pbkdf2Sync('pencil', 'salt', 4096, 32, 'sha256');
    const clientKey = createHmac('sha256', salted).update('Client Key').digest();
    const stored = createHash('sha256').update(clientKey).digest();
    const signed = createHmac('sha256', stored)
      .update(`n=,r=ours,${challenge},c=biws,r=ours-theirs`)
      .digest();
    expect(Buffer.from(proof.map((byte, index) => byte ^ (signed[index] ?? 0)))).toEqual(clientKey);
  });

  it.each([
    ['another nonce', 'r=theirs,s=c2FsdA==,i=4096'],
    ['our nonce alone', 'r=ours,s=c2FsdA==,i=4096'],
    ['too little work', 'r=ours-theirs,s=c2FsdA==,i=1'],
    ['too much work', 'r=ours-theirs,s=c2FsdA==,i=99999999'],
    ['nothing', ''],
  ])('is broken off when the server answers with %s', async (_, wrong) => {
    await expect(prove('pencil', 'ours', wrong)).rejects.toThrow('the server');
  });
});

describe('the metrics', () => {
  it('take the rate over whole seconds, also of a young process', () => {
    const metrics = new RequestMetrics(100);
    for (let index = 0; index < 40; index++) metrics.record(200, 0.01, 100 + index / 10);
    expect(metrics.rate(104)).toBe(10);
    expect(metrics.rate(104.9)).toBe(10);
    expect(metrics.rate(117)).toBeCloseTo(20 / 15);
    expect(metrics.rate(140)).toBe(0);
  });

  it('have buckets that add up, and labels that cannot break the text', () => {
    const metrics = new RequestMetrics(0);
    for (const seconds of [0.001, 0.02, 0.02, 60]) metrics.record(200, seconds, 1);
    const text = printFamilies(metrics.families(2));
    expect(text).toContain('http_request_duration_seconds_bucket{le="0.01"} 1\n');
    expect(text).toContain('http_request_duration_seconds_bucket{le="0.025"} 3\n');
    expect(text).toContain('http_request_duration_seconds_bucket{le="10"} 3\n');
    expect(text).toContain('http_request_duration_seconds_bucket{le="+Inf"} 4\n');
    const hostile = { name: 'a', labels: { b: 'x"\n\\' }, value: 1 };
    expect(printFamilies([{ name: 'a', kind: 'gauge', help: 'h', samples: [hostile] }])).toContain(
      'a{b="x\\"\\n\\\\"} 1\n',
    );
  });
});
