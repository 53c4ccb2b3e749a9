import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The data directory is open in another process (or already in this one). */
export class DataDirLockedError extends Error {
  override readonly name = 'DataDirLockedError';
  readonly dataDir: string;
  readonly pid: number;
  constructor(dataDir: string, pid: number) {
    super(
      `The embedded store in ${dataDir} is open in process ${pid}; only one process can have it open. ` +
        'Stop that process first, or act through the running server.',
    );
    this.dataDir = dataDir;
    this.pid = pid;
  }
}

/**
 * Takes the data directory for this process; the embedded store itself would let two processes corrupt it.
 * Returns what gives it back. A lock left by a process that is gone is taken over.
 * @throws DataDirLockedError naming the process that has it.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'lock');
  const mine = `${process.pid} ${await startOf(process.pid)}\n`;
  const draft = join(dataDir, `lock.${randomUUID()}`);
  await writeFile(draft, mine);
  try {
    // A link appears whole or not at all, so nobody ever reads half a lock.
    while (!(await linked(draft, path))) await removeStale(path, dataDir);
  } finally {
    await rm(draft, { force: true });
  }
  return async () => {
    if ((await readOrEmpty(path)) === mine) await rm(path, { force: true });
  };
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function removeStale(path: string, dataDir: string): Promise<void> {
  const held = await readOrEmpty(path);
  const [pid, start] = held.trim().split(' ');
  if (held && (await startOf(Number(pid))) === start)
    throw new DataDirLockedError(dataDir, Number(pid));
  // Moved aside before it is removed: another process may have taken it over in between.
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  const moved = await readOrEmpty(aside);
  if (moved && moved !== held) await linked(aside, path);
  await rm(aside, { force: true });
}

/**
 * When a process started, in whatever unit the system has; `gone` where there is none. Beside the id it tells a process
 * from a later one of the same id, which is the rule in containers.
 */
async function startOf(pid: number): Promise<string> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'gone';
  }
  // Linux: field 22 of /proc/PID/stat; the name in field 2 may hold spaces.
  const stat = await readOrEmpty(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'running';
}

const readOrEmpty = (path: string) => readFile(path, 'utf8').catch(() => '');
