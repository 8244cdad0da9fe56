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

/** The number of the first process of a container, as this machine counts it. Throws where it does not run. */
export async function processOf(container: string): Promise<string> {
  const text = await docker('inspect', '--format', '{{.State.Pid}}', container);
  // Of one that does not run it is 0, which a signal takes for all processes of the sender.
  if (!/^[1-9]\d*$/.test(text.trim())) throw new Error(`${container} does not run`);
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
