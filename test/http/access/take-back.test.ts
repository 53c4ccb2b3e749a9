import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { AccessEntry } from '../../../server/contract/access/access-log.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { CATEGORIES } from '../../support/made/incidents.ts';
import { NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

describeStores('What an act on a catalogue changed', (store) => {
  let app: App;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    const { db } = store();
    const { areas } = await seedTestWorld(db);
    await putIncidentCategories(db, CATEGORIES);
    app = await startTestApp(db, { now: () => NOW });
    for (const area of ['D', 'V1'])
      cookies[area] = await openSession(db, app.url, {
        ...{ name: area, role: 'administrator', areaId: areas[area]! },
      });
  });
  afterAll(() => app?.close());

  const askAs = (area: string) => (method: string, path: string, body?: object | string) =>
    fetch(app.url + path, {
      method,
      headers: {
        cookie: cookies[area]!,
        ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
        ...(typeof body === 'string' ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
  const ask = askAs('D');
  const entries = async (act: string) =>
    (
      (await (await ask('GET', `/api/v1/access-log?act=${act}`)).json()) as {
        entries: AccessEntry[];
      }
    ).entries;
  const last = async (act: string) => (await entries(act))[0]!;
  const changedBy = (entry: AccessEntry) => JSON.parse(entry.detail!).changed;
  const takeBack = (id: number, as = ask) => as('POST', `/api/v1/access-log/${id}/take-back`, {});
  const list = async (path: string, name: string) =>
    ((await (await ask('GET', `/api/v1/${path}`)).json()) as Record<string, unknown[]>)[name];
  const day = (name: string, on = '2026-10-01') => ({ day: on, kind: 'holiday', name });

  it('is in the access log row by row, before and after, and is made again what it was', async () => {
    const holidays = () => list('holidays', 'holidays');
    await ask('PUT', '/api/v1/holidays', { holidays: [day('one')] });
    await ask('PUT', '/api/v1/holidays', { holidays: [day('two'), day('new', '2026-10-02')] });
    const entry = await last('putHolidays');
    expect(entry).toMatchObject({ by: 'D', canBeTakenBack: true });
    expect(changedBy(entry)).toEqual([
      { thing: 'holiday', key: '2026-10-01', before: day('one'), after: day('two') },
      { thing: 'holiday', key: '2026-10-02', before: null, after: day('new', '2026-10-02') },
    ]);
    expect(await (await takeBack(entry.id)).json()).toEqual({ changed: 2 });
    expect(await holidays()).toEqual([day('one')]);
    expect((await last('putHolidays')).canBeTakenBack).toBe(false);
    expect(await (await takeBack(entry.id)).json()).toMatchObject({
      problems: [{ code: 'taken-back-already' }],
    });
    // Taking back is an act like any other.
    await takeBack((await last('takeBackAct')).id);
    expect(await holidays()).toEqual([day('two'), day('new', '2026-10-02')]);
  });

  it('comes back where a day was taken off', async () => {
    await ask('DELETE', '/api/v1/holidays/2026-10-01');
    await takeBack((await last('dropHoliday')).id);
    expect(await list('holidays', 'holidays')).toContainEqual(day('two'));
  });

  it('stays where something of it was changed since, and says what', async () => {
    await ask('PUT', '/api/v1/holidays', { holidays: [day('three')] });
    const entry = await last('putHolidays');
    await ask('PUT', '/api/v1/holidays', { holidays: [day('four')] });
    const refused = await takeBack(entry.id);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { problems: [{ code: 'changed-since', values: { keys: '2026-10-01' } }] },
    ]);
  });

  it('is taken back by who has the area alone, and only where it is kept', async () => {
    const { id } = await last('putHolidays');
    expect((await takeBack(id, askAs('V1'))).status).toBe(404);
    expect((await takeBack(1)).status).toBe(404);
  });

  it('of categories is put back, a new one being retired', async () => {
    const categories = () => list('incidents/categories', 'categories');
    const before = await categories();
    await ask('PATCH', '/api/v1/incidents/categories/fire', { points: 99, retired: true });
    await takeBack((await last('changeIncidentCategory')).id);
    expect(await categories()).toEqual(before);
    const made = { code: 'flood', nameZh: '内涝', nameEn: 'Flood', points: 3 };
    await ask('PUT', '/api/v1/incidents/categories', { categories: [made] });
    await takeBack((await last('putIncidentCategories')).id);
    expect(await categories()).toContainEqual(
      expect.objectContaining({ code: 'flood', retiredAt: new Date(NOW).toISOString() }),
    );
  });

  it('of departments is put back with all they answer for, a new one being ended', async () => {
    const departments = () => list('departments', 'departments');
    const put = (department: object) =>
      ask('PUT', '/api/v1/departments', { departments: [department] });
    const water = { code: 'W', name: 'Water', kind: 'service', duties: [{ area: 'D' }] };
    await put(water);
    const before = await departments();
    await put({ ...water, name: 'Air', duties: [{ area: 'V1', category: 'fire' }], ended: true });
    await takeBack((await last('putDepartments')).id);
    expect(await departments()).toEqual(before);
    const [made] = (await entries('putDepartments')).slice(-1);
    await takeBack(made!.id);
    expect(await departments()).toMatchObject([
      { code: 'W', endedAt: new Date(NOW).toISOString() },
    ]);
  });

  it('by a file is taken back whole', async () => {
    const file = '日期,类型,名称\n2026-05-01,放假,劳动节\n2026-05-09,上班,劳动节\n';
    const before = await list('holidays', 'holidays');
    const imported = await ask('POST', '/api/v1/imports/holidays', file);
    expect(await imported.json()).toMatchObject({ applied: true });
    expect(await list('holidays', 'holidays')).toHaveLength(before!.length + 2);
    await takeBack((await last('importTable')).id);
    expect(await list('holidays', 'holidays')).toEqual(before);
  });

  it('of people and accounts by a file is in the access log too, and is brought in again as it was', async () => {
    const bring = (text: string) => ask('POST', '/api/v1/imports/officers', text);
    await bring('工号,姓名,网格编码\nO1,officer O1,G2\nO9,new,\n');
    const entry = await last('importTable');
    expect(entry.canBeTakenBack).toBe(false);
    expect(changedBy(entry)).toEqual([
      { thing: 'officers', key: 'O1', before: { grid: 'G1' }, after: { grid: 'G2' } },
    ]);
    await bring('工号,姓名\nO1,officer O1\n');
    expect(changedBy(await last('importTable'))).toBeUndefined();
  });

  it('of other platforms’ categories is put back', async () => {
    const put = { categories: [{ code: '0101', category: 'fire', severity: null }] };
    await ask('PUT', '/api/v1/open311/categories', put);
    await ask('DELETE', '/api/v1/open311/categories/0101');
    await takeBack((await last('dropForeignCategory')).id);
    expect(await list('open311/categories', 'categories')).toEqual(put.categories);
  });
});
