import { type Command, InvalidArgumentError, Option } from 'commander';
import { withSecrets } from '../../server/config/secrets.ts';
import { readTime } from '../../server/domain/reading/times/times.ts';

export interface ServerOptions {
  url: string;
  user: string;
  password: string;
}

/** Adds what every command that acts through a running server asks for. Without an account it is the demo's administrator. */
export const withServer = (command: Command): Command =>
  command
    .addOption(
      new Option('--url <url>', 'address of the running server')
        .env('XUNJI_URL')
        .default('http://127.0.0.1:8080'),
    )
    .addOption(
      new Option('--user <name>', 'an administrator')
        .env('XUNJI_USER')
        .default('admin', 'the demo administrator'),
    )
    .addOption(
      new Option(
        '--password <password>',
        'better told by XUNJI_PASSWORD or its file, which no list shows',
      ).default(
        withSecrets(process.env).XUNJI_PASSWORD ?? 'demo-admin',
        "XUNJI_PASSWORD, else the demo administrator's",
      ),
    );

/** Reads a number within bounds. */
export const number = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new InvalidArgumentError(`must be a number from ${least} to ${most}`);
  return value;
};

/** Reads a whole number within bounds. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = number(least, most)(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('must be a whole number');
  return value;
};

/** Reads a date or a date with time, however written, as ISO 8601; without an offset it is UTC. */
export const moment = (text: string) => {
  try {
    return new Date(readTime(text, { timeZone: 'UTC' }).t).toISOString();
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
};

/** Where a command speaks, and how it says that it failed. */
export interface Output {
  say: (line: string) => void;
  fail: () => void;
}

/** Runs a command on this process's arguments and streams; what goes wrong is one sentence, not a stack. */
export async function run(build: (output: Output) => Command): Promise<void> {
  const fail = () => {
    process.exitCode = 1;
  };
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    await build({ say, fail }).parseAsync();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    fail();
  }
}
