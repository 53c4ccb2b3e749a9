import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runPostgresTool } from '../../scripts/admin/postgres-tools.ts';
import { readPassword } from '../../scripts/admin/read-password.ts';
import { adminCommand } from '../../scripts/admin.ts';
import { PASSWORD_MIN } from '../../server/contract/accounts/password.ts';
import { findUser } from '../../server/db/accounts/users.ts';
import { lockDataDir } from '../../server/db/store/data-dir-lock.ts';
import { verifyPassword } from '../../server/domain/accounts/password.ts';
import { importAreas } from '../../server/services/areas/import-areas.ts';
import { collection, feature, importOptions, square } from '../support/made/area-file.ts';
import { runCommand } from '../support/run-command.ts';
import { hasPostgresql, openPostgresql, type TestStore } from '../support/stores/stores.ts';

afterEach(() => vi.unstubAllEnvs());
const create = (...args: string[]) => runCommand(adminCommand, ['create', ...args]);

test('a store held by a running server is left alone, and the process is named', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'xunji-admin-'));
  const release = await lockDataDir(dataDir);
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('DATA_DIR', dataDir);
  vi.stubEnv('XUNJI_PASSWORD', 'long enough to be hard');
  await expect(create('--name', 'root', '--area', 'X')).rejects.toThrow(`process ${process.pid}`);
  await release();
  await rm(dataDir, { recursive: true });
});

test('a password that is too short is refused before the store is opened', async () => {
  vi.stubEnv('XUNJI_PASSWORD', 'short');
  await expect(create('--name', 'root', '--area', 'X')).rejects.toThrow(`${PASSWORD_MIN}`);
});

test('without a terminal a password is made, another each time', async () => {
  const streams = { input: new PassThrough(), output: new PassThrough() } as never;
  const first = await readPassword(undefined, streams);
  expect(first).toMatchObject({ generated: true });
  expect(first.password.length).toBeGreaterThanOrEqual(PASSWORD_MIN);
  expect((await readPassword(undefined, streams)).password).not.toBe(first.password);
  expect(await readPassword('given', streams)).toEqual({ password: 'given', generated: false });
});

test('a program of PostgreSQL gets the password apart from its arguments, and one that is missing is named', async () => {
  const told = ['-c', 'echo "$1 and $PGPASSWORD" >&2; exit 3', 'sh'];
  await expect(runPostgresTool('sh', told, 'postgres://xunji:p%40ss@store/xunji')).rejects.toThrow(
    'sh ended with 3: --dbname=postgres://xunji@store/xunji and p@ss',
  );
  await expect(runPostgresTool('pg_none', [], 'postgres://store/xunji')).rejects.toThrow(
    /pg_none did not start .*install PostgreSQL's client/,
  );
});

describe.skipIf(!hasPostgresql())('the first administrator (PostgreSQL)', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openPostgresql();
  });
  afterAll(() => store?.close());
  const onStore = (...args: string[]) => {
    vi.stubEnv('DATABASE_URL', store.databaseUrl!);
    return create(...args);
  };

  test('is made in an empty store, with an area that an import then fills', async () => {
    vi.stubEnv('XUNJI_PASSWORD', 'long enough to be hard');
    const { said } = await onStore('--name', 'root', '--area', '全市');
    expect(said).toBe('root may sign in as administrator of 全市.');
    const user = await findUser(store.db, 'root');
    expect(user!.account).toMatchObject({ role: 'administrator', areaName: '全市' });
    expect(await verifyPassword('long enough to be hard', user!.passwordHash)).toBe(true);

    const report = await importAreas(
      store.db,
      {
        collection: collection(feature({ code: 'G', name: 'G', level: 'grid' }, square(0, 0))),
        options: importOptions({ top: '全市', parentKey: undefined }),
      },
      { now: new Date() },
    );
    expect(report).toMatchObject({ imported: true, created: 1, changed: 1 });
  });

  test('gets another password and role by the same name', async () => {
    const { said } = await onStore('--name', 'root', '--area', '全市', '--role', 'analyst');
    const [, password] = /shown this once: (\S+)/.exec(said)!;
    const user = await findUser(store.db, 'root');
    expect(user!.account.role).toBe('analyst');
    expect(await verifyPassword(password!, user!.passwordHash)).toBe(true);
  });

  test('needs an area of the store once there are any', async () => {
    await expect(onStore('--name', 'x', '--area', 'nowhere')).rejects.toThrow('nowhere');
    expect(await findUser(store.db, 'x')).toBeUndefined();
  });
});
