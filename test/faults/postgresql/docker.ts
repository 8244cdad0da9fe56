// A few words to docker. Must not know what runs in a container.
import { type CommandResult, tryCommand } from '../run-command.ts';

/** Throws what docker said, not the many words that it was told. */
export async function docker(...words: readonly string[]): Promise<string> {
  const { status, output } = await tryCommand(['docker', ...words]);
  if (status !== 0) throw new Error(`docker ${words[0]} ended with ${status}: ${output.trim().slice(-500)}`);
  return output;
}
export const tryDocker = (...words: readonly string[]): Promise<CommandResult> =>
  tryCommand(['docker', ...words]);

/** The process numbers of containers, as this machine counts them. */
export async function processOf(container: string): Promise<string> {
  const text = await docker('inspect', '--format', '{{.State.Pid}}', container);
  return text.trim();
}

/** What a run that was killed left behind: containers and networks of that label whose process is gone. */
export async function removeLeftovers(label: string): Promise<void> {
  const owners = (
    await docker('ps', '--all', '--format', `{{.ID}} {{.Label "${label}"}}`, '--filter', `label=${label}`)
  )
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
  for (const [id = '', owner = ''] of owners)
    if (!isAlive(Number(owner))) await tryDocker('rm', '--force', id);
  const networks = (
    await docker('network', 'ls', '--format', `{{.ID}} {{.Label "${label}"}}`, '--filter', `label=${label}`)
  )
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '));
  for (const [id = '', owner = ''] of networks)
    if (!isAlive(Number(owner))) await tryDocker('network', 'rm', id);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
