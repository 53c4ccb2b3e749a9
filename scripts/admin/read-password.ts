import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface ChosenPassword {
  password: string;
  /** Nobody has seen it yet: it must be shown once. */
  generated: boolean;
}

/** The password of XUNJI_PASSWORD; or as typed, unseen, where there is a terminal; or else a random one. */
export async function readPassword(
  given: string | undefined,
  terminal: { input: NodeJS.ReadStream; output: NodeJS.WriteStream },
): Promise<ChosenPassword> {
  if (given) return { password: given, generated: false };
  const { input, output } = terminal;
  const typed = input.isTTY && output.isTTY ? await ask(input, output) : '';
  if (typed) return { password: typed, generated: false };
  return { password: randomBytes(12).toString('base64url'), generated: true };
}

async function ask(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string> {
  // What is typed is echoed to nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: nowhere, terminal: true });
  output.write('Password (empty: one is made): ');
  try {
    return await reader.question('');
  } finally {
    output.write('\n');
    reader.close();
  }
}
