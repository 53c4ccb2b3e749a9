import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { findOrMakeTop } from '../../server/db/areas/top-area.ts';
import { isDemoEnding } from '../../server/db/maintenance/end-demo.ts';
import { putHandhelds } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('What is set up', (store) => {
  let app: App;
  const ask = async (name: string) =>
    fetch(`${app.url}/api/v1/setup`, { headers: { cookie: await sessionOf(app.url, name) } });
  const nothing = { count: 0, named: [] };

  beforeAll(async () => {
    const { db } = store();
    const top = { code: '331004', level: 'district', timeZone: 'Asia/Shanghai' } as const;
    const areaId = (await findOrMakeTop(db, top))!;
    await createUser(db, { name: 'root', role: 'administrator', areaId });
    await createUser(db, { name: 'analyst', role: 'analyst', areaId });
    app = await startTestApp(db);
  });
  afterAll(() => app?.close());

  it('is nothing at first but an area without ground', async () => {
    expect(await (await ask('root')).json()).toEqual({
      grids: 0,
      officers: 0,
      handhelds: 0,
      enrolled: 0,
      heard: 0,
      norms: 0,
      categories: 0,
      accounts: 2,
      lacking: {
        areasWithoutGround: { count: 1, named: [{ code: '331004', name: '331004' }] },
        officersWithoutGrid: nothing,
        officersWithoutHandheld: nothing,
        handheldsWithoutOfficer: nothing,
      },
    });
  });

  it('is brought in under known names only: a list of another name is refused, not passed over', async () => {
    const headers = {
      cookie: await sessionOf(app.url, 'root'),
      'content-type': 'application/json',
    };
    for (const [path, list] of [
      ['assignments', 'assignments'],
      ['handhelds', 'devices'],
      ['officers', 'people'],
    ] as const) {
      const reply = await fetch(`${app.url}/api/v1/${path}`, {
        ...{ method: 'PUT', headers, body: JSON.stringify({ [list]: [] }) },
      });
      expect([reply.status, JSON.stringify(await reply.json())]).toEqual([
        400,
        expect.stringContaining(`"field-unknown","values":{"field":"${list}"}`),
      ]);
    }
  });

  it('is thrown away once where that is pressed twice: both are told the same token', async () => {
    const ended: string[] = [];
    const demo = await startTestApp(store().db, {
      onDemoEnd: async (token) => void ended.push(token),
    });
    const headers = { cookie: await sessionOf(demo.url, 'root') };
    const press = async () => {
      const reply = await fetch(`${demo.url}/api/v1/demo`, { method: 'DELETE', headers });
      return (await reply.json()) as { token: string };
    };
    const [first, second] = await Promise.all([press(), press()]);
    expect(second).toEqual(first);
    await expect.poll(() => ended).toEqual([first!.token]);
    await demo.close();
    // Were the server killed now, the next one would do it.
    expect(await isDemoEnding(store().db)).toBe(true);
    await sql`drop table demo_ending`.execute(store().db);
  });

  it('names officers without a grid or a handheld, and handhelds without an officer', async () => {
    const { db } = store();
    const { areas, officers } = await seedTestWorld(db);
    await createUser(db, { name: 'district', role: 'administrator', areaId: areas.D! });
    await putHandhelds(db, [{ code: 'H9', secretHash: 'none', datum: 'wgs84' }]);
    await db.deleteFrom('handheld_assignments').where('officer_id', '=', officers.O3!).execute();
    expect(await (await ask('district')).json()).toEqual({
      grids: 3,
      officers: 3,
      handhelds: 2,
      enrolled: 0,
      heard: 0,
      norms: 1,
      categories: 0,
      accounts: 1,
      lacking: {
        areasWithoutGround: nothing,
        officersWithoutGrid: { count: 1, named: [{ code: 'O4', name: 'officer O4' }] },
        officersWithoutHandheld: { count: 1, named: [{ code: 'O3', name: 'officer O3' }] },
        handheldsWithoutOfficer: {
          count: 2,
          named: [
            { code: 'H3', name: 'H3' },
            { code: 'H9', name: 'H9' },
          ],
        },
      },
    });
  });

  it('has periods that may be final once there is a grid', async () => {
    const status = async (name: string) => {
      const headers = { cookie: await sessionOf(app.url, name) };
      const reply = await fetch(`${app.url}/api/v1/metrics/status`, { headers });
      return (await reply.json()) as { periods: object[] };
    };
    expect((await status('root')).periods).toEqual([]);
    expect((await status('district')).periods).toHaveLength(12);
  });

  it('is for administrators', async () => {
    expect((await ask('analyst')).status).toBe(403);
  });
});
