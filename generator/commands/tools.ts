// The verb `tools`: gets every outside program ready. Must not know how a tool is built.
import { type ToolDoor, toolNames } from './tool-door.ts';

/**
 * Finds or installs every tool, one after the other: a build takes all cores by itself. The status is 0
 * when all that the checks need are ready, else 1; a tool that is not needed yet is only reported.
 */
export async function tools(door: ToolDoor, write: (text: string) => void): Promise<number> {
  let status = 0;
  for (const name of toolNames) {
    const before = await door.locateTool(name);
    if (!before.found) write(`${name} ${before.wanted}: getting it, this may take minutes\n`);
    const tool = await door.findTool(name);
    if (tool.found) {
      write(`${name} ${tool.version}: ${tool.path}\n`);
      continue;
    }
    write(`${name}: ${tool.problem}\n  cure: ${tool.cure}\n`);
    if (tool.required) status = 1;
  }
  return status;
}
