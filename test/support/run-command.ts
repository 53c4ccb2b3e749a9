import type { Command } from 'commander';
import type { Output } from '../../scripts/command/options.ts';

/** A command refused by its options ends the process; here it throws instead. */
function throwing(command: Command): void {
  command.exitOverride();
  for (const part of command.commands) throwing(part);
}

/** Runs a command with arguments as a shell would, within this process. Throws what it throws. */
export async function runCommand(
  build: (output: Output) => Command,
  args: readonly string[],
): Promise<{ said: string; failed: boolean }> {
  const lines: string[] = [];
  let failed = false;
  const command = build({
    say: (line) => lines.push(line),
    fail: () => {
      failed = true;
    },
  });
  throwing(command);
  await command.parseAsync(['node', 'command', ...args]);
  return { said: lines.join('\n'), failed };
}

/** Runs a command against a running server, as the demo's administrator. */
export const runOn = (
  url: string,
  build: (output: Output) => Command,
  args: readonly string[],
): Promise<{ said: string; failed: boolean }> =>
  runCommand(build, [...args, '--url', url, '--user', 'admin', '--password', 'demo-admin']);
