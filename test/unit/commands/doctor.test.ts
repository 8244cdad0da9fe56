// The verbs `doctor` and `tools`, with a door that finds what the test says.
import { describe, expect, it } from 'vitest';
import { doctor } from '../../../generator/commands/doctor.ts';
import type { Setting, ToolDoor, ToolFinding, ToolName } from '../../../generator/commands/tool-door.ts';
import { tools } from '../../../generator/commands/tools.ts';

const facts = { purpose: 'p', wanted: '1.0.0', skipped: [] };
const found = (name: ToolName): ToolFinding => ({
  ...facts,
  name,
  found: true,
  version: '1.0.1',
  path: `/tools/${name}`,
  from: 'path',
});
const missing = (name: ToolName, required: boolean): ToolFinding => ({
  ...facts,
  name,
  found: false,
  required,
  problem: 'Nobody built it.',
  cure: 'Build it.',
  skipped: ['/bin/it was passed over.'],
});

interface Situation {
  readonly absent?: Partial<Record<ToolName, boolean>>;
  readonly settings?: readonly Setting[];
  readonly supported?: boolean;
}

function door({ absent = {}, settings = [], supported = true }: Situation): ToolDoor {
  const find = async (name: ToolName): Promise<ToolFinding> => {
    const required = absent[name];
    return required === undefined ? found(name) : missing(name, required);
  };
  return {
    locateTool: find,
    findTool: find,
    runTool: async () => ({ status: 0, stdout: '', stderr: '' }),
    settings: () => settings,
    node: { version: '20.20.2', supported, wanted: '20.19' },
    cache: '/cache',
  };
}

async function say(verb: typeof doctor, situation: Situation): Promise<{ status: number; text: string }> {
  let text = '';
  const status = await verb(door(situation), (part) => {
    text += part;
  });
  return { status, text };
}

describe('doctor', () => {
  it('shows each tool, where and how', async () => {
    const { status, text } = await say(doctor, {});
    expect(status).toBe(0);
    expect(text).toContain('kube-score   1.0.0   1.0.1  /tools/kube-score   on the PATH\n');
    expect(text).not.toContain('cure');
  });

  it('names a tool that is missing, what was passed over, and the cure', async () => {
    const { status, text } = await say(doctor, { absent: { helm: true } });
    expect(status).toBe(1);
    expect(text).toContain('helm: /bin/it was passed over.\nhelm: Nobody built it.\n  cure: Build it.\n');
  });

  it('does not mind a tool that is not needed yet', async () => {
    const { status, text } = await say(doctor, { absent: { kind: false } });
    expect([status, text.includes('not needed yet')]).toEqual([0, true]);
  });

  it('minds a variable that names nothing, and an old Node', async () => {
    const lost: Setting = { variable: 'CHARTWRIGHT_BICEP', purpose: 'p', value: '/none', state: 'missing' };
    const { status, text } = await say(doctor, { settings: [lost] });
    expect([status, text.includes('CHARTWRIGHT_BICEP: there is nothing at /none.')]).toEqual([1, true]);
    expect(await say(doctor, { supported: false })).toMatchObject({ status: 1 });
  });
});

describe('tools', () => {
  it('reports each, and fails only for one that is needed', async () => {
    expect((await say(tools, {})).text).toContain('helm 1.0.1: /tools/helm\n');
    expect(await say(tools, { absent: { kind: false } })).toMatchObject({ status: 0 });
    expect(await say(tools, { absent: { kubeconform: true } })).toMatchObject({ status: 1 });
  });
});
