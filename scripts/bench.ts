import { readdir } from 'node:fs/promises';

/** `npm run bench -- NAME` runs ./bench/NAME.ts; its default export prints one JSON line a measure. */
const folder = new URL('./bench/', import.meta.url);
const names = (await readdir(folder))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const [name = '', ...rest] = process.argv.slice(2);
if (names.includes(name)) {
  const { default: bench } = await import(new URL(`${name}.ts`, folder).href);
  await bench(rest);
} else {
  process.stderr.write(`no benchmark ${name || 'named'}; there are ${names.join(', ')}\n`);
  process.exitCode = 1;
}
