import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { MultiPolygon } from '../../../server/contract/areas/geo.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { listWarnings } from '../../../server/db/warnings/list.ts';
import { createRiskRun, startRisk } from '../../../server/jobs/risk/risk.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import { putIncidents, takeIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { CATEGORIES, incidentAt, placeIn, usualIncidents } from '../../support/made/incidents.ts';
import { NOW, SINCE, seedTestWorld, testWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** 10:00 local on the day looked at; days end at 16:00 UTC. */
const MIDNIGHT = NOW - 10 * HOUR_MS;

const usual = usualIncidents(MIDNIGHT);
/** Twelve in one corner of G3 on the day before. */
const outbreak = Array.from({ length: 12 }, (_, k) =>
  incidentAt(`X${k}`, MIDNIGHT - (k + 1) * HOUR_MS, placeIn('G3', 0.8, 0.8)),
);

/** Another district lies so far north of the first. */
const NORTH_DEG = 0.1;
const north = ({ coordinates, type }: MultiPolygon): MultiPolygon => ({
  type,
  coordinates: coordinates.map((rings) =>
    rings.map((ring) => ring.map(([lng, lat]) => [lng, lat + NORTH_DEG])),
  ),
});

describeStores('The risk job', (store) => {
  let now = NOW;
  let job: ReturnType<typeof createRiskRun>;
  let district: number;

  beforeAll(async () => {
    const { db } = store();
    const ids = await seedTestWorld(db);
    district = ids.areas.D!;
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, usual);
    job = createRiskRun({ db, now: () => now, everyMin: 60 });
  });
  afterAll(() => job?.close());

  const runs = async () =>
    (
      await store()
        .db.selectFrom('warning_runs')
        .select(['at', 'version'])
        .where('area_id', '=', district)
        .orderBy('at')
        .orderBy('version')
        .execute()
    ).map(({ at, version }) => `${new Date(at).toISOString()} ${version}`);
  const findings = async () =>
    (
      await store()
        .db.selectFrom('warning_findings')
        .select('finding')
        .where('superseded', 'is', null)
        .orderBy('at')
        .orderBy('n')
        .execute()
    ).map(({ finding }) => finding);
  const standing = async () =>
    (await listWarnings(store().db, { within: district, states: ['raised'], limit: 50 })).warnings;

  it('looks at yesterday and now, not at every day it missed, and finds nothing in the usual', async () => {
    expect(await job.run()).toBe(0);
    expect(await runs()).toEqual([
      `${new Date(MIDNIGHT).toISOString()} 1`,
      `${new Date(NOW).toISOString()} 1`,
    ]);
  });

  it('is done when nothing has changed', async () => {
    expect(await job.run()).toBe(0);
    expect(await runs()).toHaveLength(2);
  });

  it('looks again at a day whose incidents come late, and warns with its reasons', async () => {
    await putIncidents(store().db, outbreak);
    expect(await job.run()).toBeGreaterThan(0);
    expect(await runs()).toContain(`${new Date(MIDNIGHT).toISOString()} 2`);
    const [finding] = await findings();
    expect(finding).toMatchObject({ category: 'noise', method: 'space-time-scan/1' });
    expect(finding!.observed).toBeGreaterThanOrEqual(12);
    expect(finding!.incidentIds).toEqual(expect.arrayContaining(outbreak.map(({ id }) => id)));
    expect(finding!.incidentIds).toHaveLength(finding!.observed);
    expect(finding!.recurrenceDays).toBeGreaterThan(30);
  });

  it('takes the finding back, on record, when the incidents turn out to be elsewhere', async () => {
    await putIncidents(
      store().db,
      outbreak.map((one, k) => ({
        ...one,
        position: usual[100 + k * 100]!.position,
        from: usual[100 + k * 100]!.from,
      })),
    );
    await job.run();
    expect(await findings()).toEqual([]);
    expect(await runs()).toContain(`${new Date(MIDNIGHT).toISOString()} 3`);
  });

  it('knows the same after a restart', async () => {
    await putIncidents(store().db, outbreak);
    await job.run();
    const before = await findings();
    const [{ count }] = (await store()
      .db.selectFrom('warning_runs')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .execute()) as [{ count: number }];
    await job.close();
    job = createRiskRun({ db: store().db, now: () => now, everyMin: 60 });
    expect(await job.run()).toBe(0);
    expect(await findings()).toEqual(before);
    expect(await runs()).toHaveLength(Number(count));
  });

  it('tells of a severe incident at the next look, whatever else there is', async () => {
    now = NOW + HOUR_MS;
    await putIncidents(store().db, [
      incidentAt('S1', NOW + HOUR_MS / 2, placeIn('G1', 0.5, 0.5), {
        category: 'fire',
        severity: 'severe',
      }),
    ]);
    await job.run();
    const severe = (await findings()).filter(({ method }) => method === 'severe-incident/2');
    expect(severe).toHaveLength(1);
    expect(severe[0]).toMatchObject({
      category: 'fire',
      level: 'blue',
      observed: 1,
      incidentIds: ['S1'],
    });
    expect((await standing()).some(({ category }) => category === 'fire')).toBe(true);
  });

  it('counts what ends later in the day once it is over', async () => {
    const ends = NOW + 3 * HOUR_MS;
    await putIncidents(
      store().db,
      outbreak.map((one, k) => ({
        ...one,
        id: `E${k}`,
        category: 'fire',
        position: placeIn('G1', 0.2, 0.2),
        from: new Date(NOW + HOUR_MS).toISOString(),
        to: new Date(ends).toISOString(),
      })),
    );
    const fires = async () =>
      (await findings()).filter(
        ({ category, method }) => category === 'fire' && /scan/.test(method),
      );
    now = ends;
    await job.run();
    expect(await fires()).toEqual([]);
    now = ends + 1;
    await job.run();
    const [found] = await fires();
    expect(found!.incidentIds).toHaveLength(found!.observed);
    expect(found!.observed).toBeGreaterThanOrEqual(12);
  });

  it('follows what comes late in every district', async () => {
    const { db } = store();
    const { areas, ...world } = testWorld([]);
    await seedWorld(
      db,
      {
        ...world,
        areas: areas.map((area) => ({
          ...area,
          code: `${area.code}'`,
          parentCode: area.parentCode && `${area.parentCode}'`,
          geometry: north(area.geometry),
        })),
      },
      { from: SINCE },
    );
    await job.run();
    const yesterday = async (id: string) =>
      (await findings()).some(
        ({ incidentIds, to }) =>
          incidentIds.includes(id) && to === new Date(MIDNIGHT).toISOString(),
      );
    for (const [id, dLat] of [
      ['S3', 0],
      ['S4', NORTH_DEG],
    ] as const) {
      const { lng, lat } = placeIn('G1', 0.9, 0.9);
      const position = { lng, lat: lat + dLat };
      await putIncidents(db, [
        incidentAt(id, MIDNIGHT - HOUR_MS, position, { severity: 'severe', category: 'fire' }),
      ]);
    }
    await job.run();
    expect([await yesterday('S3'), await yesterday('S4')]).toEqual([true, true]);
  });

  it('runs by itself when it starts, and again when a severe incident has come', async () => {
    const { db } = store();
    now = NOW + 4 * HOUR_MS;
    const failed: unknown[] = [];
    const log = { error: (what: unknown) => failed.push(what), debug() {} };
    const service = startRisk({ db, now: () => now, everyMin: 60, log: log as never });
    const ran = (t: number) =>
      vi.waitFor(
        async () => {
          service.wake();
          expect(await runs()).toContain(`${new Date(t).toISOString()} 1`);
        },
        { timeout: 60_000, interval: 200 },
      );
    await ran(now);
    now += 60_000;
    const severe = incidentAt('S2', now - 1000, placeIn('G2', 0.5, 0.5), { severity: 'severe' });
    await putIncidents(db, [severe]);
    await ran(now);
    await service.close();
    expect(failed).toEqual([]);
  }, 120_000);

  it('counts in no warning what was withdrawn, however long ago it expired', async () => {
    const { db } = store();
    now = NOW + 60 * DAY_MS;
    await job.run();
    const expired = async () =>
      (await listWarnings(db, { within: district, states: ['expired'], limit: 50 })).warnings;
    const before = (await expired()).filter(({ supported }) => supported);
    expect(before.length).toBeGreaterThan(1);
    expect(before.every(({ observed }) => observed > 0)).toBe(true);
    const gone = [...new Set((await findings()).flatMap(({ incidentIds }) => incidentIds))];
    const withdrawals = gone.map((id) => ({ id, withdrawn: true as const }));
    await takeIncidents(db, { incidents: [], withdrawals }, { by: 'centre', within: null });
    await job.run();
    expect(await findings()).toEqual([]);
    const ids = new Set(before.map(({ id }) => id));
    const after = (await expired()).filter(({ id }) => ids.has(id));
    expect(after.map(({ observed, supported }) => ({ observed, supported }))).toEqual(
      before.map(() => ({ observed: 0, supported: false })),
    );
  });
});
