import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createThreadPool } from '../../../server/jobs/worker/thread-pool.ts';

let folder: string;
const moduleOf = async (text: string) => {
  const file = join(folder, `${Math.random()}.mjs`);
  await writeFile(file, text);
  return pathToFileURL(file);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xunji-threads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a thread whose module cannot be loaded fails its task by what was wrong, and nothing else', async () => {
  const pool = createThreadPool<number, number>(await moduleOf('throw new Error("no such map");'));
  const heard: unknown[] = [];
  pool.on('error', (error) => heard.push(error));
  await expect(pool.run(1)).rejects.toThrow('no such map');
  await expect(pool.run(2)).rejects.toThrow('no such map');
  expect(heard).toEqual([]);
  await pool.destroy();
});

it('a thread fails the task that throws, and does the next', async () => {
  const pool = createThreadPool<number, number>(
    await moduleOf('export default (n) => { if (n < 0) throw new Error("below"); return n + 1; };'),
  );
  await expect(pool.run(-1)).rejects.toThrow('below');
  expect(await pool.run(1)).toBe(2);
  await pool.destroy();
});
