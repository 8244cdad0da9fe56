// The verb `doctor`: says which outside programs are there, where, and what to do about the others.
// Must not install anything, nor know how a tool is searched for.
import { formatTable } from '../print/table.ts';
import { type Setting, type ToolDoor, type ToolFinding, toolNames } from './tool-door.ts';

const origins = { variable: 'named by a variable', path: 'on the PATH', cache: 'in the cache' } as const;

function toolRow(tool: ToolFinding): string[] {
  if (tool.found) return [tool.name, tool.wanted, tool.version, tool.path, origins[tool.from]];
  return [tool.name, tool.wanted, 'missing', '-', tool.required ? 'needed' : 'not needed yet'];
}

const settingStates: Readonly<Record<Setting['state'], string>> = {
  unset: 'not set',
  present: 'there',
  missing: 'NOT THERE',
};

function settingRow(setting: Setting): string[] {
  return [setting.variable, settingStates[setting.state], setting.value ?? '-', setting.purpose];
}

const toolColumns = ['tool', 'wanted', 'found', 'where', 'how'].map((title) => ({ title }));
const settingColumns = ['variable', 'state', 'value', 'for'].map((title) => ({ title }));

function remarksOn(tool: ToolFinding): string[] {
  const remarks = tool.skipped.map((sentence) => `${tool.name}: ${sentence}`);
  if (!tool.found) remarks.push(`${tool.name}: ${tool.problem}\n  cure: ${tool.cure}`);
  return remarks;
}

function remarksOnSetting(setting: Setting): string[] {
  if (setting.state !== 'missing') return [];
  return [
    `${setting.variable}: there is nothing at ${setting.value}.\n  cure: Correct the path, or unset it.`,
  ];
}

/**
 * Prints what was found. The status is 0 when everything that the checks need is there, 1 when a needed
 * tool or a folder that a variable names is missing, or Node is too old.
 */
export async function doctor(door: ToolDoor, write: (text: string) => void): Promise<number> {
  const tools = await Promise.all(toolNames.map((name) => door.locateTool(name)));
  const settings = door.settings();
  const { node } = door;
  write(`Node ${node.version} (${node.supported ? 'fine' : 'too old'}: ${node.wanted} or later)\n\n`);
  write(formatTable(toolColumns, tools.map(toolRow)));
  write(`\ncache: ${door.cache}\n\n`);
  write(formatTable(settingColumns, settings.map(settingRow)));
  const remarks = [...tools.flatMap(remarksOn), ...settings.flatMap(remarksOnSetting)];
  if (!node.supported)
    remarks.push(`Node: ${node.version} is too old.\n  cure: Install Node ${node.wanted} or later.`);
  if (remarks.length > 0) write(`\n${remarks.join('\n')}\n`);
  const lacking = tools.some((tool) => !tool.found && tool.required);
  return lacking || !node.supported || settings.some(({ state }) => state === 'missing') ? 1 : 0;
}
