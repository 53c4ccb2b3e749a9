import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi } from '../../../scripts/command/api-client.ts';
import { importIncidentFile } from '../../../scripts/import/incidents.ts';
import { provisionWorld } from '../../../scripts/import/world.ts';
import { importCommand } from '../../../scripts/import.ts';
import type { App } from '../../../server/app.ts';
import { startTestApp } from '../../support/app.ts';
import { collection, feature, square } from '../../support/made/area-file.ts';
import { cornerOf, SINCE, seedTestWorld, testWorld } from '../../support/made/world.ts';
import { runCommand, runOn } from '../../support/run-command.ts';
import { openEmbedded, type TestStore } from '../../support/stores/stores.ts';

describe('the import command', () => {
  let store: TestStore;
  let app: App;
  let api: Api;
  let folder: string;
  beforeAll(async () => {
    store = await openEmbedded();
    const { areas } = await seedTestWorld(store.db);
    app = await startTestApp(store.db, { demoAreaId: areas.D });
    api = await openApi({ url: app.url, user: 'admin', password: 'demo-admin' });
    folder = await mkdtemp(join(tmpdir(), 'xunji-import-'));
  });
  afterAll(async () => {
    await app?.close();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const file = async (name: string, content: string | object) => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const run = (...args: string[]) => runOn(app.url, importCommand, args);
  const AREA_KEYS = ['--code-key', 'id', '--name-key', 'id', '--parent', 'V1'];
  const far = collection(feature({ id: 'far' }, square(5, 5)), feature({ id: null }, square(6, 6)));

  test('areas with defects are refused with every defect, in words', async () => {
    const { said, failed } = await run('areas', await file('far.geojson', far), ...AREA_KEYS);
    expect(failed).toBe(true);
    expect(said).toContain('Nothing was imported: 2 defects in 2 features.');
    expect(said).not.toContain('would be');
    expect(said).toMatch(/missing-key.*\n {2}\(no code\) \(feature 2\): no value at id/);
    expect(said).toMatch(/outside-parent.*\n {2}far \(feature 1\): .*\(100\.0 %\).*outside V1/);
  });

  test('sound areas are imported, and a second time changes nothing', async () => {
    const path = await file('one.geojson', collection(feature({ id: 'one' }, square(5, 5))));
    const args = ['areas', path, ...AREA_KEYS, '--allow', 'outside-parent', '--json'];
    const first = await run(...args);
    expect(first.failed).toBe(false);
    expect(JSON.parse(first.said)).toMatchObject({
      imported: true,
      created: 1,
      allowed: [{ code: 'one' }],
    });
    expect(JSON.parse((await run(...args)).said)).toMatchObject({ created: 0, unchanged: 1 });
  });

  test('areas that name no parent come right below the own area, as in the console', async () => {
    const grids = ['new-1', 'new-2'].map((id, k) =>
      feature({ code: id, name: id }, square(8 + k, 8)),
    );
    const args = ['areas', await file('below.geojson', collection(...grids)), '--level', 'grid'];
    const { said, failed } = await run(...args);
    expect([failed, said]).toEqual([false, expect.stringContaining('Imported 2 features.')]);
    const { rows } = await sql`
      select a.code, p.code as parent from area_versions v join areas a on a.id = v.area_id join areas p on p.id = v.parent_id
      where a.code in ('new-1', 'new-2') and v.valid_to is null order by 1`.execute(store.db);
    expect(rows).toEqual([
      { code: 'new-1', parent: 'D' },
      { code: 'new-2', parent: 'D' },
    ]);
  });

  test('a top that the account may not see is imported, and the command says so, as it says each step that begins', async () => {
    const path = await file('top.geojson', collection(feature({ id: 'two' }, square(7, 7))));
    const keys = ['--code-key', 'id', '--name-key', 'id', '--top', 'elsewhere'];
    const { said, failed } = await run('areas', path, ...keys);
    expect(failed).toBe(false);
    // How far it is, before what became of it.
    expect(said).toMatch(/^Reading 1 features….*\nStoring [12] areas…\nImported 1 features\./s);
    expect(said).toContain('admin may not see elsewhere, only area D');
  });

  test('incidents of a CSV are stored with their categories, and each refusal is told', async () => {
    const { lng, lat } = cornerOf('G1');
    const path = await file(
      'incidents.csv',
      `uid,kind,when,x,y\na,THEFT,2026-01-01 08:00,${lng + 0.001},${lat + 0.001}\nb,FIRE,never,${lng},${lat}\n`,
    );
    const args = [
      'incidents',
      path,
      '--id-key',
      'uid',
      '--category-key',
      'kind',
      '--from-key',
      'when',
    ];
    args.push('--lng-key', 'x', '--lat-key', 'y', '--create-categories');
    const { said, failed } = await run(...args);
    expect(failed).toBe(true);
    expect(said).toContain('stored 1 · refused: invalid 1');
    expect(said).toContain('first b:');
    expect((await run(...args)).said).toContain('duplicate 1');
    const { rows } = await sql`
      select i.id, i.category, i.occurred_from as at, g.code as grid
      from incidents i join areas g on g.id = i.grid_id`.execute(store.db);
    expect(rows).toEqual([
      { id: 'a', category: 'THEFT', at: new Date('2026-01-01T00:00:00Z'), grid: 'G1' },
    ]);
  });

  test('incidents of a column or a file that is not there are refused in words', async () => {
    const path = await file('columns.csv', 'uid,when\na,2026-01-01 08:00\n');
    const options = {
      idKey: 'id',
      fromKey: 'when',
      lngKey: 'lng',
      latKey: 'lat',
      category: 'fire',
      severity: 'minor' as const,
      foundBy: 'reported' as const,
      timeZone: 'Asia/Shanghai',
      datum: 'wgs84',
      createCategories: false,
    };
    await expect(importIncidentFile(api, path, options)).rejects.toThrow(
      'has no column id, lng, lat; it has uid, when',
    );
    await expect(importIncidentFile(api, `${path}.csv`, options)).rejects.toThrow('no such file');
  });

  test('a world goes in through the API as it does into the store', async () => {
    const world = testWorld();
    await provisionWorld(api, world, SINCE);
    const { db } = store;
    expect(await db.selectFrom('norm_versions').selectAll().execute()).toHaveLength(1);
    expect(await db.selectFrom('officer_assignments').selectAll().execute()).toHaveLength(3);
  });

  test.each([
    ['a supervisor', 'supervisor', 'demo-supervisor', 'administrator'],
    ['a wrong password', 'admin', 'demo-nobody', 'wrong'],
  ])('%s may not import', async (_, user, password, says) => {
    const path = await file('x.geojson', far);
    const args = ['areas', path, ...AREA_KEYS, '--url', app.url, '--user', user];
    await expect(runCommand(importCommand, [...args, '--password', password])).rejects.toThrow(
      says,
    );
  });

  test('where no server answers, the command says how to start one', async () => {
    const path = await file('x.geojson', far);
    await expect(
      runCommand(importCommand, ['areas', path, ...AREA_KEYS, '--url', 'http://127.0.0.1:9']),
    ).rejects.toThrow('npm start');
  });

  test.each([
    ['a time zone that is none', { options: { codeKey: 'a', nameKey: 'b', timeZone: 'Mars' } }],
    ['an option nobody knows', { options: { codeKey: 'a', nameKey: 'b', colour: 'red' } }],
    ['no collection', { collection: [], options: { codeKey: 'a', nameKey: 'b' } }],
  ])('a request with %s is invalid and says where', async (_, wrong) => {
    await expect(api.importAreas({ collection: far, ...wrong } as never)).rejects.toMatchObject({
      reply: { error: 'invalid', detail: expect.any(String) },
    });
  });
});
