import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCommand } from '../../../scripts/import.ts';
import type { App } from '../../../server/app.ts';
import { startTestApp } from '../../support/app.ts';
import { cookieOf, postSession } from '../../support/console.ts';
import { seedTestWorld } from '../../support/made/world.ts';
import { runOn } from '../../support/run-command.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

describe('spreadsheets by command and over HTTP', () => {
  let store: TestStore;
  let app: App;
  let folder: string;
  beforeAll(async () => {
    store = await openEmbedded();
    const { areas } = await seedTestWorld(store.db);
    app = await startTestApp(store.db, { demoAreaId: areas.D });
    folder = await mkdtemp(join(tmpdir(), 'xunji-tables-'));
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const file = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const run = (...args: string[]) => runOn(app.url, importCommand, args);

  test('people come from a spreadsheet: a check, an import, the same again, and what is given out', async () => {
    const path = await file('officers.csv', '工号,姓名,网格编码\nC1,王五,G2\nC2,赵六,G3\n');
    expect((await run('officers', path, '--check')).said).toBe(
      [
        '… Officers: 2 would be new, 0 changed, 0 as before.',
        '… Assignments: 2 would be new, 0 changed, 0 as before.',
        '2 rows are sound; nothing was stored, this was a check.',
        'Officers: 2 would be new, 0 changed, 0 as before.',
        'Assignments: 2 would be new, 0 changed, 0 as before.',
      ].join('\n'),
    );
    expect((await run('officers', path)).said).toContain(
      'Officers: 2 new, 0 changed, 0 as before.',
    );
    expect((await run('officers', path)).said).toContain(
      'Officers: 0 new, 0 changed, 2 as before.',
    );
    const wrong = await file('wrong.csv', '工号,姓名,网格编码\nC1,,G2\nC3,孙七,G404\n');
    expect(await run('officers', wrong)).toEqual({
      failed: true,
      said: [
        'Nothing was imported: 2 defects in 2 rows.',
        'row 2, 姓名: Empty, but needed',
        'row 3, 网格编码: There is no “G404”, on record or in the file',
      ].join('\n'),
    });
    const secrets = join(folder, 'secrets.csv');
    const devices = await file('devices.csv', 'code,officer\nD1,C1\n');
    expect((await run('handhelds', devices, '--secrets', secrets)).said).toContain(
      '1 secrets are in',
    );
    expect(await readFile(secrets, 'utf8')).toMatch(/^code,secret\nD1,[\w-]{22}\n$/);
    const accounts = await file('accounts.csv', '账号,角色,区划编码\ntown,督导员,T\n');
    expect((await run('accounts', accounts, '--secrets', secrets)).said).toContain(
      '1 passwords are in',
    );
    const [, password = ''] = /^town,(.+)$/m.exec(await readFile(secrets, 'utf8'))!;
    expect((await postSession(app.url, 'town', password)).status).toBe(200);
    const own = await file('own.csv', '账号,角色,区划编码\nadmin,督导员,T\n');
    expect((await run('accounts', own)).said).toContain('is your own account');
    const departments = await file('departments.csv', '部门编码,部门名称,负责区划\nB1,城管局,T\n');
    expect((await run('departments', departments)).said).toContain('Departments: 1 new');
    const categories = await file('categories.csv', '类别编码,名称,分值\nK1,乱堆放,2\n');
    expect((await run('categories', categories)).said).toContain('Categories: 1 new');
    expect((await run('categories', 'list')).said).toContain('K1: 乱堆放 / 乱堆放');
  });

  test('over HTTP the parts of an import are told as they are stored, and files are given out', async () => {
    const cookie = cookieOf(await postSession(app.url, 'admin', 'demo-admin'));
    const get = (path: string) => fetch(`${app.url}/api/v1${path}`, { headers: { cookie } });
    const out = await get('/imports/officers/file?format=csv&language=zh');
    const text = await out.text();
    expect(out.headers.get('content-disposition')).toContain('officers.csv');
    expect(text.split('\n')[0]).toBe(
      '网格员编码,姓名,人员类别,网格编码,终端编码,起始时间,所属区划编码',
    );
    const reply = await fetch(`${app.url}/api/v1/imports/officers`, {
      method: 'POST',
      headers: { cookie, accept: 'application/x-ndjson', 'content-type': 'text/csv' },
      body: text,
    });
    const lines = (await reply.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).map(({ part }) => part)).toEqual(['officers', 'assignments']);
    expect(lines.at(-1)).toMatchObject({ kind: 'officers', applied: true, defects: [] });
    const template = await get('/imports/leave/file?format=xlsx&language=en&empty=true');
    expect(template.headers.get('content-type')).toContain('spreadsheetml');
    const empty = await fetch(`${app.url}/api/v1/imports/leave`, {
      method: 'POST',
      headers: { cookie },
    });
    expect(await empty.json()).toMatchObject({ error: 'invalid' });
  });
});
