import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { SearchHit } from '../../server/contract/console/search.ts';
import type { IncidentColumns } from '../../server/contract/incidents/incident.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('one search, and incidents by columns, over HTTP', (get) => {
  let app: App;
  let ids: Ids;
  let patrolId: number;
  const cookies: Record<string, string> = {};
  const ask = async <T>(name: string, path: string): Promise<T> =>
    (await fetch(`${app.url}/api/v1${path}`, { headers: { cookie: cookies[name] ?? '' } })).json();
  const find = async (name: string, q: string): Promise<string[]> =>
    (await ask<{ hits: SearchHit[] }>(name, `/search?q=${encodeURIComponent(q)}`)).hits.map(
      ({ kind, code, id }) => `${kind} ${code ?? id}`,
    );

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    await db
      .updateTable('officers')
      .set({ name: '王小明' })
      .where('id', '=', ids.officers.O3!)
      .execute();
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, [
      incidentAt('one-1', NOW - HOUR_MS, placeIn('G1', 0.5, 0.5)),
      incidentAt('one-2', NOW - DAY_MS, placeIn('G3', 0.25, 0.5), {
        ...{ category: 'fire', severity: 'severe', foundBy: 'detected' },
      }),
      incidentAt('old-1', NOW - 200 * DAY_MS, placeIn('G3', 0.5, 0.5)),
    ]);
    const started = { officerId: ids.officers.O3!, gridId: ids.areas.G3!, dueAt: NOW };
    patrolId = await startPatrol(db, { ...started, startMs: NOW - HOUR_MS });
    for (const [name, area] of [
      ['district', 'D'],
      ['village-1', 'V1'],
    ] as const)
      await createUser(db, { name, role: 'analyst', areaId: ids.areas[area]! });
    app = await startTestApp(db, { now: () => NOW });
    for (const name of ['district', 'village-1']) cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  it('finds an officer by name and by the initials of its pinyin, with the latest patrols', async () => {
    const found = ['officer O3', `patrol ${patrolId}`];
    expect(await find('district', '小明')).toEqual(found);
    for (const pinyin of ['wxm', 'wangxiaoming', 'wang xm'])
      expect(await find('district', pinyin), pinyin).toEqual(found);
  });

  it('finds grids, places and officers by code, and a patrol by its number', async () => {
    expect(await find('district', 'G3')).toEqual(['grid G3']);
    expect(await find('district', 'V2')).toEqual(['place V2']);
    // As it is shown: with the village before it.
    expect(await find('district', 'area V2 area G3')).toEqual(['grid G3']);
    expect(await find('district', `#${patrolId}`)).toEqual([`patrol ${patrolId}`]);
  });

  it('finds incidents by category in either language and by the beginning of their id, old ones by the whole id', async () => {
    expect(await find('district', '消防')).toEqual(['incident one-2']);
    expect(await find('district', 'fire')).toEqual(['incident one-2']);
    expect(await find('district', 'one-')).toEqual(['incident one-1', 'incident one-2']);
    expect(await find('district', 'old-')).toEqual([]);
    expect(await find('district', 'old-1')).toEqual(['incident old-1']);
  });

  it('finds nothing that is not of the area of whoever asks', async () => {
    for (const q of ['小明', 'G3', 'fire', 'old-1', `#${patrolId}`])
      expect(await find('village-1', q), q).toEqual([]);
    expect(await find('village-1', 'one-')).toEqual(['incident one-1']);
  });

  it('finds nothing where nothing is asked for', async () => {
    for (const q of [' ', '#']) expect(await find('district', q), q).toEqual([]);
  });

  it('gives incidents by columns, newest first, of the area alone', async () => {
    const from = NOW - 2 * DAY_MS;
    const all = await ask<IncidentColumns>('district', `/incidents/columns?from=${from}&to=${NOW}`);
    expect(all).toMatchObject({
      ...{ cut: false, categories: ['fire', 'noise'], id: ['one-1', 'one-2'] },
      ...{ seconds: [47 * 3600, 24 * 3600], category: [1, 0], severity: [0, 3], detected: [0, 1] },
      ...{ gridId: [ids.areas.G1, ids.areas.G3] },
    });
    const { lng } = placeIn('G3', 0.25, 0.5);
    expect(all.lngE6[1]).toBe(Math.round(lng * 1e6));
    const own = await ask<IncidentColumns>(
      'village-1',
      `/incidents/columns?from=${from}&to=${NOW}`,
    );
    expect(own.id).toEqual(['one-1']);
    const none = await ask<IncidentColumns>('district', `/incidents/columns?from=${NOW}&to=${NOW}`);
    expect(none).toMatchObject({ id: [], categories: [], seconds: [] });
  });
});
