import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { SuggestedPatrol } from '../../server/contract/patrols/suggested-patrol.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

describeStores('suggested patrols over HTTP', (get) => {
  let app: App;
  let ids: Ids;
  let cookies: Record<string, string>;
  const ask = (name: string, path: string) =>
    fetch(`${app.url}/api/v1${path}`, { headers: { cookie: cookies[name] ?? '' } });
  const suggestion = async (path: string) =>
    (await (await ask('supervisor', path)).json()) as SuggestedPatrol;

  /** Incidents of the last days in the north-east quarter of G1. */
  const hot = {
    lng: cornerOf('G1').lng + 0.8 * SIDE_DEG,
    lat: cornerOf('G1').lat + 0.8 * SIDE_DEG,
  };

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    await putIncidentCategories(db, [{ code: 'N', nameZh: '噪声', nameEn: 'Noise', points: 1 }]);
    await putIncidents(
      db,
      Array.from({ length: 20 }, (_, k) => ({
        id: `I${k}`,
        category: 'N',
        severity: 'minor' as const,
        foundBy: 'reported' as const,
        position: { lng: hot.lng + (k % 5) * 1e-4, lat: hot.lat + Math.floor(k / 5) * 1e-4 },
        from: new Date(NOW - (k + 2) * 12 * HOUR_MS).toISOString(),
      })),
    );
    await createUser(db, { name: 'supervisor', role: 'supervisor', areaId: ids.areas.D! });
    await createUser(db, { name: 'elsewhere', role: 'supervisor', areaId: ids.areas.V2! });
    app = await startTestApp(db);
    cookies = {
      supervisor: await sessionOf(app.url, 'supervisor'),
      elsewhere: await sessionOf(app.url, 'elsewhere'),
    };
  }, 120_000);
  afterAll(() => app?.close());

  it('a short patrol goes where the incidents are, and sees more of the risk than a comb', async () => {
    const short = await suggestion(`/areas/${ids.areas.G1}/suggested-patrol?minutes=15&at=${NOW}`);
    expect(short.riskShare).toBeGreaterThan(1.3 * short.comb.riskShare);
    expect(short.lengthM).toBeLessThanOrEqual(15 * 60 * short.paceMps + 1);
    expect(short.cells).toContain(latLngToCell(hot.lat, hot.lng, short.resolution));
    for (const { lng, lat } of short.path) {
      expect(lng).toBeGreaterThan(cornerOf('G1').lng - 1e-4);
      expect(lat).toBeLessThan(cornerOf('G1').lat + SIDE_DEG + 1e-4);
    }
    expect(short.walked).toBeNull();
    const again = await suggestion(`/areas/${ids.areas.G1}/suggested-patrol?minutes=15&at=${NOW}`);
    expect(again).toEqual(short);
  }, 60_000);

  it('a patrol is set beside what would have seen the most in its time', async () => {
    const { db } = get();
    const officer = { officerId: ids.officers.O1!, gridId: ids.areas.G1! };
    const key = { ...officer, startMs: NOW - HOUR_MS, dueAt: NOW + 1e12 };
    const patrolId = await startPatrol(db, key);
    await endPatrol(db, { ...key, endMs: NOW - HOUR_MS / 2 });
    const path = `/officers/${officer.officerId}/patrols/${patrolId}/suggested`;
    const before = await suggestion(path);
    expect(before).toMatchObject({ minutes: 30, walked: { riskShare: null } });
    const verdict = verdictOf({
      outcome: 'completed',
      effectiveMin: 25,
      seen: before.cells.slice(0, 40),
    });
    await recordVerdict(db, { ...officer, patrolId, normId: 1, decidedAt: NOW, verdict });
    const after = await suggestion(path);
    expect(after.walked!.riskShare).toBeGreaterThan(0);
    expect(after.walked!.riskShare).toBeLessThan(after.riskShare);
    const counted = await suggestion(`${path}?minutes=10`);
    expect(counted).toMatchObject({ minutes: 10, walked: after.walked });
    expect(counted.riskShare).toBeLessThan(after.riskShare);
  }, 60_000);

  it('a grid of another area, a village and a time beyond reason are refused with why', async () => {
    const path = (area: string, query = '') => `/areas/${ids.areas[area]}/suggested-patrol${query}`;
    expect((await ask('elsewhere', path('G1'))).status).toBe(404);
    expect((await ask('nobody', path('G1'))).status).toBe(401);
    const village = await ask('supervisor', path('V1'));
    expect(village.status).toBe(400);
    expect(JSON.stringify(await village.json())).toContain('this is a village');
    expect((await ask('supervisor', path('G1', '?minutes=5'))).status).toBe(400);
  });
});
