import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import type { Staleness } from '../../server/contract/areas/staleness.ts';
import type { CoverageHours } from '../../server/contract/metrics/coverage-hours.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { recordVerdict } from '../../server/db/verdicts/verdicts.ts';
import { cellSetsOf } from '../../server/services/areas/cell-sets.ts';
import { putIncidents } from '../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../server/services/patrols/declare-patrol.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { CATEGORIES, incidentAt, placeIn } from '../support/made/incidents.ts';
import { verdictOf } from '../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { emptyTables } from '../support/stores/empty-tables.ts';
import { describeStores } from '../support/stores/stores.ts';

const SWATH_M = 25;

describeStores('the staleness map over HTTP', (get) => {
  let app: App;
  let ids: Ids;
  let cells: readonly string[];
  let at = NOW;
  const cookies: Record<string, string> = {};
  const ask = (name: string, path: string) =>
    fetch(`${app.url}/api/v1${path}`, { headers: { cookie: cookies[name] ?? '' } });
  const mapOf = async (area: string, query = ''): Promise<Staleness> =>
    (await ask('district', `/areas/${ids.areas[area]}/staleness${query}`)).json();
  /** Hours of the first four cells of grid G1. */
  const hours = async (query = '') => (await mapOf('G1', query)).grids[0]!.hours.slice(0, 4);

  /** A patrol of two hours in G1 that ended so many hours ago, with its verdict. */
  async function saw(
    hoursAgo: number,
    seen: readonly string[],
    outcome: Parameters<typeof verdictOf>[0]['outcome'] = 'completed',
  ): Promise<number> {
    const { db } = get();
    const officerId = ids.officers.O1!;
    const endMs = NOW - hoursAgo * HOUR_MS;
    const patrolId = await startPatrol(db, {
      officerId,
      gridId: ids.areas.G1!,
      startMs: endMs - 2 * HOUR_MS,
      dueAt: NOW,
    });
    await endPatrol(db, { officerId, endMs, dueAt: NOW });
    await recordVerdict(db, {
      officerId,
      patrolId,
      normId: 0,
      decidedAt: NOW,
      verdict: verdictOf({ outcome, effectiveMin: 120, seen }),
    });
    await emptyTables(db, ['verdict_jobs']);
    return patrolId;
  }

  beforeAll(async () => {
    const { db } = get();
    ids = await seedTestWorld(db);
    const key = { gridId: ids.areas.G1!, gridVersion: 1, swathM: SWATH_M };
    cells = (await cellSetsOf(db, [key]))[0]!.cells;
    await saw(100, cells.slice(0, 3));
    await saw(20, cells.slice(0, 2));
    await saw(10, cells.slice(0, 4), 'suspicious');
    await saw(5, cells.slice(0, 1), 'incomplete');
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, [incidentAt('one', NOW - HOUR_MS, placeIn('G1', 0.5, 0.5))]);
    for (const [name, area] of [
      ['district', 'D'],
      ['village-2', 'V2'],
    ] as const)
      await createUser(db, { name, role: 'analyst', areaId: ids.areas[area]! });
    app = await startTestApp(db, { now: () => at });
    for (const name of ['district', 'village-2']) cookies[name] = await sessionOf(app.url, name);
  });
  afterAll(() => app?.close());

  it('says hours since the last patrol that saw a cell, suspicious ones left out', async () => {
    expect(await hours()).toEqual([5, 20, 100, null]);
  });

  it('is as of a moment, and looks back so many days', async () => {
    expect(await hours(`?at=${NOW - 15 * HOUR_MS}`)).toEqual([5, 5, 85, null]);
    expect(await hours('?days=1')).toEqual([5, 20, null, null]);
    at = NOW + HOUR_MS;
    expect(await hours()).toEqual([6, 21, 101, null]);
    at = NOW;
  });

  it('names every patrollable cell once, and what the norm asks of a period', async () => {
    const [grid] = (await mapOf('G1')).grids;
    expect(grid).toMatchObject({
      gridId: ids.areas.G1,
      gridVersion: 1,
      swathM: SWATH_M,
      cells,
      periodDays: 7,
      periodRequired: 0.9,
    });
    expect(grid!.hours).toHaveLength(cells.length);
    expect(grid!.periodCoverage).toBeGreaterThan(0);
    expect(grid!.periodCoverage).toBeLessThanOrEqual(3 / cells.length + 0.001);
  });

  it('of an area holds its grids; of a grid nobody walked everything is unknown', async () => {
    const { grids } = await mapOf('V1');
    expect(grids.map(({ gridId }) => gridId)).toEqual([ids.areas.G1, ids.areas.G2]);
    expect(new Set(grids[1]!.hours)).toEqual(new Set([null]));
    expect(grids[1]!.periodCoverage).toBe(0);
  });

  it('counts minutes of patrols and incidents by local hour of the week, suspicious patrols left out', async () => {
    const asked = `areaId=${ids.areas.G1}&from=2026-05-25&to=2026-06-02`;
    const { incidents, patrolMin }: CoverageHours = await (
      await ask('district', `/coverage/hours?${asked}`)
    ).json();
    const told = (of: number[]) => of.flatMap((value, hour) => (value > 0 ? [[hour, value]] : []));
    const [thursday, sunday] = [3 * 24, 6 * 24];
    expect(told(patrolMin)).toEqual(
      [3, 4, thursday + 4, thursday + 5, sunday + 12, sunday + 13].map((hour) => [hour, 60]),
    );
    expect(told(incidents)).toEqual([[9, 1]]);
    const odd = await ask('district', `/coverage/hours?from=2026-06-01&to=2026-06-01`);
    expect(odd.status).toBe(400);
  });

  it("a supervisor's decision stands in the machine's place", async () => {
    const { db } = get();
    const officerId = ids.officers.O1!;
    const patrolId = await saw(3, cells.slice(3, 4), 'suspicious');
    expect((await hours())[3]).toBeNull();
    const decision = { decision: 'overridden', outcome: 'completed' } as const;
    await db
      .insertInto('contests')
      .values({
        officer_id: officerId,
        patrol_id: patrolId,
        verdict_version: 1,
        text: 'x',
        ...decision,
        decided_by: 'supervisor',
        decided_at: new Date(NOW),
      })
      .execute();
    expect((await hours())[3]).toBe(3);
  });

  it('is shown of the own area only', async () => {
    const status = async (name: string, area: number) =>
      (await ask(name, `/areas/${area}/staleness`)).status;
    expect(await status('village-2', ids.areas.G1!)).toBe(404);
    expect(await status('village-2', ids.areas.G3!)).toBe(200);
    expect(await status('district', 9_999)).toBe(404);
    expect(await status('nobody', ids.areas.G1!)).toBe(401);
  });
});
