import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { App } from '../../server/app.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { signIn } from '../support/sign-in.ts';
import { describeStores } from '../support/stores/stores.ts';

/** Two incidents a day for 100 days about a spot in G1, at 15:00 local. */
function incidents() {
  const random = createRandom('incidents of the risk test');
  const { lng, lat } = cornerOf('G1');
  return Array.from({ length: 200 }, (_, i) => ({
    id: `R${i}`,
    category: 'noise',
    severity: 'minor' as const,
    foundBy: 'reported' as const,
    position: {
      lng: lng + (0.3 + random.normal(0, 0.02)) * SIDE_DEG,
      lat: lat + (0.5 + random.normal(0, 0.02)) * SIDE_DEG,
    },
    from: new Date(NOW - (i % 100) * DAY_MS - 19 * 3_600_000).toISOString(),
  }));
}

describeStores('The risk of cells over HTTP', (store) => {
  let app: App;
  let ids: Ids;
  let analyst: Awaited<ReturnType<typeof signIn>>;

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
    ]);
    await putIncidents(db, incidents());
    app = await startTestApp(db, { demoAreaId: ids.areas.V1!, now: () => NOW });
    analyst = await signIn(app.url, 'analyst');
  });
  afterAll(() => app?.close());

  const ask = async (query: string) => {
    const reply = await analyst('GET', `/api/v1/risk?${query}`);
    return { status: reply.status, body: await reply.json() };
  };

  it('expects about as many as came of late, where they came, a little of it over the border', async () => {
    const { status, body } = await ask(`areaId=${ids.areas.G1}&hours=168`);
    expect(status).toBe(200);
    expect(body.resolution).toBe(12);
    expect(body.expected / 14).toBeGreaterThan(0.75);
    expect(body.expected / 14).toBeLessThan(1.05);
    const dearest = body.cells.reduce((best: { expected: number }, one: { expected: number }) =>
      one.expected > best.expected ? one : best,
    );
    expect(dearest.expected).toBeGreaterThan((20 * (body.expected / body.cells.length)) / 10);
  });

  it('expects more in the hours in which they came', async () => {
    const at = (localHour: number) => new Date(NOW + (localHour - 10) * 3_600_000).toISOString();
    const busy = await ask(`areaId=${ids.areas.G1}&at=${at(13)}&hours=3`);
    const quiet = await ask(`areaId=${ids.areas.G1}&at=${at(20)}&hours=3`);
    expect(busy.body.expected).toBeGreaterThan(5 * quiet.body.expected);
  });

  it('knows at a moment what had happened by then', async () => {
    const before = await ask(`areaId=${ids.areas.G1}&at=${NOW - 120 * DAY_MS}`);
    expect(before.body.expected).toBe(0);
  });

  it('is refused outside the own area and where there is no such area', async () => {
    expect((await ask(`areaId=${ids.areas.G3}`)).status).toBe(403);
    expect((await ask('areaId=999999')).status).toBe(403);
    expect((await ask('hours=0')).status).toBe(400);
  });
});
