import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirLockedError, lockDataDir } from '../../server/db/store/data-dir-lock.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'xunji-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const goneProcess = () => spawnSync(process.execPath, ['-e', '']).pid;

test('a locked directory names the process that has it', async () => {
  await lockDataDir(dataDir);
  const refused = await lockDataDir(dataDir).catch((error) => error);
  expect(refused).toBeInstanceOf(DataDirLockedError);
  expect(refused.pid).toBe(process.pid);
  expect(refused.message).toContain(String(process.pid));
});

test('a released directory can be locked again, and nothing but the lock lies there', async () => {
  const release = await lockDataDir(dataDir);
  await release();
  await lockDataDir(dataDir);
  expect(await readdir(dataDir)).toEqual(['lock']);
});

test('the lock of a process that is gone is taken over', async () => {
  await writeFile(join(dataDir, 'lock'), `${goneProcess()} 12345\n`);
  const release = await lockDataDir(dataDir);
  await release();
  expect(await readdir(dataDir)).toEqual([]);
});

test('an earlier process of the same id does not hold the lock', async () => {
  await writeFile(join(dataDir, 'lock'), `${process.pid} 1\n`);
  await expect(lockDataDir(dataDir)).resolves.toBeTypeOf('function');
});

test('of many who ask at once exactly one gets a stale directory', async () => {
  await writeFile(join(dataDir, 'lock'), `${goneProcess()} 12345\n`);
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dataDir)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a directory that is not there yet is made', async () => {
  await expect(lockDataDir(join(dataDir, 'a', 'b'))).resolves.toBeTypeOf('function');
});
