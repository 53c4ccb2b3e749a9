import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { ForecastScores } from '../../../server/contract/risk/forecast.ts';
import type { CellRisk } from '../../../server/contract/risk/risk.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import {
  dayOf,
  readScores,
  recordScores,
  recordStanding,
} from '../../../server/db/risk/forecasts.ts';
import {
  FORECAST_BASELINES,
  FORECAST_METHODS,
  SERVED,
} from '../../../server/domain/forecast-service/methods.ts';
import { foldStanding } from '../../../server/domain/forecast-service/standing.ts';
import { createForecastRun } from '../../../server/jobs/risk/forecasts.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../../support/app.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** The day foreseen, 2026-06-02, begins at 16:00 UTC. */
const BEGINS = NOW + 14 * HOUR_MS;
const TOMORROW = dayOf('2026-06-02');

const incident = (id: string, t: number, u = 0.3) => ({
  id,
  category: 'noise',
  severity: 'minor' as const,
  foundBy: 'reported' as const,
  position: { lng: cornerOf('G1').lng + u * SIDE_DEG, lat: cornerOf('G1').lat + 0.5 * SIDE_DEG },
  from: new Date(t).toISOString(),
});

describeStores('The forecasts in service', (store) => {
  let now = NOW;
  let ids: Ids;
  let district: number;
  let app: App;
  let job: ReturnType<typeof createForecastRun>;
  let analyst: Awaited<ReturnType<typeof signIn>>;

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db);
    district = ids.areas.D!;
    await putIncidentCategories(db, [
      { code: 'noise', nameZh: '噪声', nameEn: 'Noise', points: 1 },
    ]);
    await putIncidents(
      db,
      Array.from({ length: 30 }, (_, k) => incident(`P${k}`, NOW - (k + 1) * DAY_MS)),
    );
    job = createForecastRun({ db, now: () => now });
    app = await startTestApp(db, { demoAreaId: district, now: () => now });
    analyst = await signIn(app.url, 'analyst');
  });
  afterAll(async () => {
    await job?.close();
    await app?.close();
  });

  const get = async <T>(path: string): Promise<T & { status: number }> => {
    const reply = await analyst('GET', `/api/v1${path}`);
    return { ...((await reply.json()) as T), status: reply.status };
  };
  const versions = () =>
    store()
      .db.selectFrom('forecast_scores')
      .select(['version', 'incidents', 'hits', 'log_score'])
      .where('method', '=', SERVED)
      .where('area_id', '=', district)
      .orderBy('version')
      .execute();

  it('stores the forecast of a day and its baselines in the hours before it begins, once', async () => {
    expect(await get<ForecastScores>('/forecasts/scores')).toMatchObject({
      status: 200,
      stored: false,
      days: 0,
      from: null,
      serving: SERVED,
      standsDown: null,
    });
    now = BEGINS - 9 * HOUR_MS;
    expect(await job.run()).toEqual({ stored: 0, scored: 0 });
    now = BEGINS - 4 * HOUR_MS;
    // The district and its town.
    expect(await job.run()).toEqual({ stored: 2, scored: 0 });
    expect(await job.run()).toEqual({ stored: 0, scored: 0 });
    const { db } = store();
    const rows = await db.selectFrom('forecasts').selectAll().execute();
    expect(rows).toHaveLength(2);
    expect(new Date(rows[0]!.made_at).getTime()).toBe(now);
    const values = await db
      .selectFrom('forecast_values')
      .select('method')
      .where('area_id', '=', district)
      .execute();
    expect(values.map(({ method }) => method).sort()).toEqual(Object.keys(FORECAST_METHODS).sort());
  });

  it('scores it once the day has settled, and again, with a version, when a late report changes it', async () => {
    const { db } = store();
    await putIncidents(db, [
      incident('D1', BEGINS + HOUR_MS),
      incident('D2', BEGINS + 30 * HOUR_MS),
    ]);
    now = BEGINS + 2 * DAY_MS;
    expect((await job.run()).scored).toBe(0);
    now = BEGINS + 3 * DAY_MS;
    expect((await job.run()).scored).toBe(2);
    expect(await versions()).toMatchObject([{ version: 1, incidents: 1, hits: [1, 1, 1, 1] }]);
    expect((await job.run()).scored).toBe(0);
    await putIncidents(db, [incident('D3', BEGINS + 2 * HOUR_MS, 2.9)]);
    expect((await job.run()).scored).toBe(2);
    const [first, second] = await versions();
    expect(first).toMatchObject({ version: 1, incidents: 1 });
    expect(second).toMatchObject({ version: 2, incidents: 2, hits: [1, 1, 1, 1] });
    expect(second!.log_score).toBeLessThan(first!.log_score);
    // The day was touched, and nothing in it is another.
    await putIncidents(db, [incident('D4', BEGINS - HOUR_MS)]);
    expect((await job.run()).scored).toBe(2);
    expect(await versions()).toHaveLength(2);
    const held = await readScores(db, district, TOMORROW);
    expect(held[0]!.scores[SERVED]!.incidents).toBe(2);
  });

  it('serves the best baseline where the method lost, says so, and tells the scores with intervals', async () => {
    const { db } = store();
    const monday = dayOf('2026-06-08');
    for (let k = 0; k < 28; k++) {
      const score = (perIncident: number, hits: number) => ({
        incidents: 10,
        cells: 100,
        picked: [1, 2, 5, 10],
        hits: [hits, hits, hits, hits],
        best: [9, 9, 9, 9],
        logScore: 10 * perIncident,
      });
      await recordScores(
        db,
        { areaId: district, day: monday + k, dataVersion: 1 },
        {
          [SERVED]: score(-6 + (k % 3) / 10, 2),
          ...Object.fromEntries(FORECAST_BASELINES.map((name, b) => [name, score(-5 - b, 4)])),
        },
        now,
      );
    }
    now = BEGINS + 35 * DAY_MS;
    await recordStanding(db, district, foldStanding(await readScores(db, district, 0)), now);
    // Four weeks with scores: that of the day above and three of these.
    const standsDown = { method: SERVED, since: '2026-06-29' };
    const village = await get<CellRisk>(`/risk?areaId=${ids.areas.V1}`);
    expect(village).toMatchObject({ status: 200, method: 'all-time-counts/1', standsDown });
    expect(village.expected).toBeGreaterThan(0);
    const before = await get<CellRisk>(`/risk?areaId=${ids.areas.V1}&at=${now - DAY_MS}`);
    expect(before).toMatchObject({ method: SERVED, standsDown: null });
    const scores = await get<ForecastScores>(`/forecasts/scores?areaId=${ids.areas.V1}`);
    expect(scores).toMatchObject({
      status: 200,
      areaId: district,
      method: SERVED,
      serving: 'all-time-counts/1',
      standsDown,
      to: '2026-07-05',
    });
    const [served, counts] = scores.methods;
    expect(counts!.against!.high).toBeLessThan(0);
    expect(served!.shares[0]!.hitRate).toBeCloseTo(0.2, 1);
    expect(counts!.shares[0]!.low).toBeGreaterThan(served!.shares[0]!.high!);
    expect(served!.against).toBeNull();
    expect((await get(`/forecasts/scores?areaId=${ids.areas.G3}`)).status).toBe(200);
  });

  it('takes the next forecast from who serves then', async () => {
    now = BEGINS + 36 * DAY_MS - HOUR_MS;
    expect((await job.run()).stored).toBe(2);
    const rows = await store()
      .db.selectFrom('forecasts')
      .select('serving')
      .where('area_id', '=', district)
      .orderBy('day')
      .execute();
    expect(rows.at(-1)!.serving).toBe('all-time-counts/1');
  });
});
