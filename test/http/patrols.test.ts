import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import {
  countOutcomes,
  type DayStandings,
  gridStandings,
} from '../../server/contract/patrols/day-standings.ts';
import type { Patrol, PatrolPage } from '../../server/contract/patrols/patrol.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { listEntries } from '../../server/db/access/access-log.ts';
import { insertFixes } from '../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../server/db/fixes/partitions.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { fixRows } from '../support/made/fix-rows.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const PATROLS = 12;

describeStores('patrols over HTTP', (get) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};
  const ask = (name: string, path: string, init: RequestInit = {}) =>
    fetch(`${app.url}/api/v1${path}`, {
      ...init,
      headers: {
        cookie: cookies[name] ?? '',
        ...(init.body ? { 'content-type': 'application/json' } : {}),
      },
    });
  const page = async (name: string, query = ''): Promise<PatrolPage> =>
    (await ask(name, `/patrols${query}`)).json() as Promise<PatrolPage>;
  const post = (name: string, path: string, body: object) =>
    ask(name, path, { method: 'POST', body: JSON.stringify(body) });

  beforeAll(async () => {
    ids = await seedTestWorld(get().db);
    for (const [name, role, area] of [
      ['supervisor', 'supervisor', 'D'],
      ['analyst', 'analyst', 'D'],
      ['village-2', 'supervisor', 'V2'],
    ] as const)
      await createUser(get().db, { name, role, areaId: ids.areas[area]! });
    await createFixPartitions(get().db).ensure([NOW]);
    await insertFixes(
      get().db,
      fixRows(ids.handhelds.H1!, { from: NOW - HOUR_MS, count: 60 }),
      NOW,
    );
    // Three officers start at the same moments, so that the order of pages hangs on more than the time.
    await get()
      .db.insertInto('patrols')
      .values(
        ['O1', 'O2', 'O3'].flatMap((officer, k) =>
          Array.from({ length: PATROLS }, (_, n) => ({
            officer_id: ids.officers[officer]!,
            grid_id: ids.areas[`G${k + 1}`]!,
            origin: 'declared' as const,
            start_time: new Date(NOW - (n + 1) * HOUR_MS),
            end_time: new Date(NOW - (n + 1) * HOUR_MS + 1000),
          })),
        ),
      )
      .execute();
    app = await startTestApp(get().db, { now: () => NOW });
    for (const name of ['supervisor', 'analyst', 'village-2'])
      cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  it('are told by day in figures, as the list of them says, each area its own', async () => {
    const [from, to] = [NOW - 6 * HOUR_MS, NOW - 2 * HOUR_MS].map((ms) =>
      new Date(ms).toISOString(),
    );
    const span = `from=${from}&to=${to}`;
    const standings = async (name: string) =>
      (await (await ask(name, `/patrols/standings?${span}`)).json()) as DayStandings;
    for (const name of ['supervisor', 'village-2']) {
      const { patrols } = await page(name, `?${span}&limit=500`);
      expect(patrols.length).toBeGreaterThan(3);
      const heads = patrols.map((patrol) => ({ ...patrol, isOpen: patrol.endTime === null }));
      expect(await standings(name)).toEqual({
        counts: countOutcomes(patrols),
        walking: 0,
        grids: [...gridStandings(heads)].map(([gridId, standing]) => ({ gridId, standing })),
      });
      const { patrols: judged } = await page(name, `?${span}&limit=500&judged=true`);
      expect(judged).toEqual(patrols.filter(({ outcome }) => outcome !== null));
    }
  });

  it('come page by page, each once, newest first', async () => {
    const all: Patrol[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const { patrols, next } = await page('supervisor', `?limit=5${query}`);
      expect(patrols.length).toBeLessThanOrEqual(5);
      all.push(...patrols);
      cursor = next;
    } while (cursor);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3 * PATROLS);
    expect(all.length).toBe(3 * PATROLS);
    const starts = all.map(({ startTime }) => startTime);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('are only those of the area an account may see, whatever it asks for', async () => {
    const own = await page('village-2');
    expect(new Set(own.patrols.map(({ gridId }) => gridId))).toEqual(new Set([ids.areas.G3]));
    expect((await page('village-2', `?areaId=${ids.areas.D}`)).patrols.length).toBe(PATROLS);
    expect((await page('village-2', `?areaId=${ids.areas.V1}`)).patrols).toEqual([]);
    expect((await page('village-2', `?officerId=${ids.officers.O1}`)).patrols).toEqual([]);
  });

  it('can be asked for by time, area and officer', async () => {
    const from = new Date(NOW - 3 * HOUR_MS).toISOString();
    const to = String(NOW - HOUR_MS);
    expect((await page('analyst', `?from=${from}&to=${to}`)).patrols.length).toBe(6);
    expect((await page('analyst', `?areaId=${ids.areas.V1}`)).patrols.length).toBe(2 * PATROLS);
    expect((await page('analyst', `?officerId=${ids.officers.O2}`)).patrols.length).toBe(PATROLS);
  });

  it.each([
    ['cursor=nonsense'],
    ['cursor=9999999999999999-1'],
    ['limit=0'],
    ['limit=501'],
    ['limit=many'],
    ['from=yesterday'],
    ['from=2026-13-01T00:00Z'],
    ['officerId=-1'],
    ['officerId=1e99'],
    ['outcome=excellent'],
  ])('asked for by %s are answered `invalid`', async (query) => {
    const reply = await ask('supervisor', `/patrols?${query}`);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ error: 'invalid', detail: expect.any(String) });
  });

  it('have their evidence, and each look at it is on record', async () => {
    const { patrols } = await page('analyst', `?officerId=${ids.officers.O1}`);
    const path = `/officers/${ids.officers.O1}/patrols/${patrols[0]!.id}`;
    const evidence = await (await ask('analyst', path)).json();
    expect(evidence).toMatchObject({
      patrol: { id: patrols[0]!.id },
      grid: { id: ids.areas.G1, version: 1, timeZone: 'Asia/Shanghai' },
      verdicts: expect.any(Array),
    });
    const [look] = await listEntries(get().db, { within: ids.areas.D!, limit: 1 });
    expect(look).toMatchObject({
      ...{ act: 'getEvidence', by: 'analyst', officerIds: [ids.officers.O1] },
    });
    expect((await ask('village-2', path)).status).toBe(404);
  });

  it('give the fixes and the track of an officer by time, within the area', async () => {
    const range = `from=${NOW - HOUR_MS}&to=${NOW}`;
    const fixes = await (
      await ask('analyst', `/handhelds/${ids.handhelds.H1}/fixes?${range}`)
    ).json();
    expect((fixes as { fixes: object[] }).fixes.length).toBe(60);
    const track = await (
      await ask('analyst', `/officers/${ids.officers.O1}/track?${range}`)
    ).json();
    expect(track).toMatchObject({
      type: 'FeatureCollection',
      features: [{ geometry: { type: 'LineString' } }],
    });
    for (const path of [
      `/handhelds/${ids.handhelds.H1}/fixes?${range}`,
      `/officers/${ids.officers.O1}/track?${range}`,
    ])
      expect((await ask('village-2', path)).status).toBe(404);
    const backwards = await ask(
      'analyst',
      `/officers/${ids.officers.O1}/track?from=${NOW}&to=${NOW - 1}`,
    );
    expect(backwards.status).toBe(400);
  });

  it('are decided upon by supervisors only', async () => {
    const { patrols } = await page('analyst', `?officerId=${ids.officers.O1}`);
    const path = `/officers/${ids.officers.O1}/patrols/${patrols[0]!.id}/contests/1/decision`;
    const body = { decision: 'upheld', note: 'seen' };
    expect(await (await post('analyst', path, body)).json()).toMatchObject({ error: 'forbidden' });
    expect((await post('supervisor', path, body)).status).toBe(404);
  });
});
