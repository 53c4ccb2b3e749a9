import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { App } from '../../server/app.ts';
import { DAY_MS, HOUR_MS } from '../../server/contract/units.ts';
import {
  DEFAULT_THRESHOLDS,
  type ThresholdsRecord,
} from '../../server/contract/warnings/thresholds.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { createRiskRun } from '../../server/jobs/risk/risk.ts';
import { tryThresholds, watchedWithin } from '../../server/jobs/risk/try-thresholds.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { incidentAt, placeIn } from '../support/made/incidents.ts';
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

  describe('Thresholds of warnings', () => {
    /** Days end at 16:00 UTC. */
    const MIDNIGHT = NOW - 10 * HOUR_MS;
    let job: ReturnType<typeof createRiskRun>;
    let at = NOW;
    let admin: typeof analyst;
    const outbreak = (name: string, beforeMs: number) =>
      Array.from({ length: 12 }, (_, k) =>
        incidentAt(`${name}${k}`, beforeMs - (k + 1) * HOUR_MS, placeIn('G3', 0.8, 0.8)),
      );
    const strict = structuredClone(DEFAULT_THRESHOLDS);
    for (const rule of strict.levels) rule.excess = 100;
    const put = async (what: string, body: object) => {
      const reply = await admin('POST', `/api/v1/warning-thresholds/${what}`, body);
      return { status: reply.status, body: reply.status === 204 ? null : await reply.json() };
    };
    const codes = (reply: { body: { problems?: { code: string }[] } }) =>
      reply.body.problems?.map(({ code }) => code);
    const listed = async () =>
      (await admin('GET', '/api/v1/warning-thresholds')).json() as Promise<{
        builtIn: object;
        thresholds: ThresholdsRecord[];
      }>;
    const levels = async () =>
      (
        await store()
          .db.selectFrom('warning_findings')
          .select(['at', 'level'])
          .where('superseded', 'is', null)
          .execute()
      ).map((row) => `${new Date(row.at).toISOString()} ${row.level}`);

    beforeAll(async () => {
      const { db } = store();
      await putIncidents(db, [...outbreak('X', MIDNIGHT), ...outbreak('Y', MIDNIGHT + DAY_MS)]);
      await createUser(db, { name: 'whole', role: 'administrator', areaId: ids.areas.D! });
      const cookie = await sessionOf(app.url, 'whole');
      admin = (method, path, body) =>
        fetch(app.url + path, {
          method,
          headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
          body: body && JSON.stringify(body),
        });
      job = createRiskRun({ db, now: () => at, everyMin: 60 });
    });
    afterAll(() => job?.close());

    it('are tried on the last 30 days beside those in force, and nothing is written', async () => {
      const { body } = await put('try', { area: 'D', thresholds: strict });
      expect(body).toMatchObject({ from: '2026-05-02', to: '2026-05-31', areas: 1 });
      expect(body.inForce.raised).toBeGreaterThan(0);
      expect(body.proposed.raised).toBe(0);
      expect(body.changes).toHaveLength(body.inForce.raised);
      expect(body.changes.at(-1)).toMatchObject({ to: '2026-05-31', after: null });
      const same = await put('try', { area: 'D', thresholds: DEFAULT_THRESHOLDS });
      expect(same.body).toMatchObject({ changes: [], proposed: body.inForce });
      expect(await levels()).toEqual([]);
    });

    it('are tried no further once nobody waits', async () => {
      const { db } = store();
      const gone = new AbortController();
      const areas = await watchedWithin(db, ids.areas.D!, NOW);
      const trial = tryThresholds(db, {
        ...{ areas, gone: gone.signal, nowMs: NOW, thresholds: strict },
      });
      gone.abort(new Error('gone'));
      await expect(trial).rejects.toThrow('gone');
    });

    it('hold from a moment to come: what a look before it finds stays, and what one after it finds is less', async () => {
      const from = new Date(NOW + HOUR_MS).toISOString();
      const body = { area: 'D', thresholds: strict, from };
      expect((await put('publish', body)).body).toEqual({ published: true });
      expect((await put('publish', body)).body).toEqual({ published: false });
      await job.run();
      const before = await levels();
      expect(before.length).toBeGreaterThan(0);
      at = NOW + DAY_MS;
      await job.run();
      expect(await levels()).toEqual(before);
      const { builtIn, thresholds } = await listed();
      expect(builtIn).toEqual(DEFAULT_THRESHOLDS);
      expect(thresholds).toMatchObject([
        { area: 'D', version: 1, from, to: null, publishedBy: 'whole', thresholds: strict },
      ]);
    });

    it('are taken back while they do not hold, and refused with every reason as a code', async () => {
      const later = new Date(NOW + 2 * HOUR_MS).toISOString();
      const next = { area: 'D', thresholds: DEFAULT_THRESHOLDS, from: later };
      const before = (await listed()).thresholds;
      await put('publish', next);
      expect((await listed()).thresholds).toMatchObject([
        { version: 2 },
        { version: 1, to: later },
      ]);
      expect((await put('withdraw', { area: 'D', version: 1 })).status).toBe(409);
      expect((await put('withdraw', { area: 'D', version: 2 })).status).toBe(204);
      expect((await listed()).thresholds).toEqual(before);
      const falling = structuredClone(DEFAULT_THRESHOLDS);
      falling.levels[0]!.excess = 6;
      const past = new Date(NOW - HOUR_MS).toISOString();
      expect(codes(await put('publish', { area: 'D', thresholds: falling, from: past }))).toEqual([
        'milder-above',
        'from-is-past',
      ]);
      const early = new Date(NOW + HOUR_MS / 2).toISOString();
      expect(codes(await put('publish', { ...next, from: early }))).toEqual(['version-starts']);
      expect(codes(await put('publish', { ...next, area: 'V1' }))).toEqual(['not-watched']);
    });
  });
});
