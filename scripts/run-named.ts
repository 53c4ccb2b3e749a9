import { readdir } from 'node:fs/promises';

/** Runs what a program of a folder exports by default with the arguments after its name; says what there is where none is named. */
export async function runNamed(folder: URL, what: string): Promise<void> {
  const names = (await readdir(folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3));
  const [name = '', ...rest] = process.argv.slice(2);
  if (names.includes(name)) {
    const program = await import(new URL(`${name}.ts`, folder).href);
    await program.default(rest);
  } else {
    process.stderr.write(`no ${what} ${name || 'named'}; there are ${names.join(', ')}\n`);
    process.exitCode = 1;
  }
}
