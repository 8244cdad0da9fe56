// Before any test: the tools that the gates call, found or built where everybody can see it, since a
// first build takes minutes. Must not decide what a missing tool means; each test does.
import type { ToolName } from '../../generator/commands/tool-door.ts';
import { toolDoor } from './required.ts';

const needed: readonly ToolName[] = ['helm', 'kubeconform', 'kube-score'];

export async function setup(): Promise<void> {
  for (const name of needed) {
    const tool = await toolDoor.findTool(name);
    if (!tool.found) console.warn(`${name}: ${tool.problem}`);
  }
}
