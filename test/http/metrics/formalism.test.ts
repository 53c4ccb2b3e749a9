import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { FormalismAnswer } from '../../../server/contract/metrics/formalism.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { nameDaysOfPatrol } from '../../../server/db/queue/rollup-jobs.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../../server/services/areas/cell-sets.ts';
import { startTestApp } from '../../support/app.ts';
import { verdictOf } from '../../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

const log = pino({ level: 'silent' });
const JUNE = 'from=2026-06-01&to=2026-07-01';

describeStores('Signs of formalism', (store) => {
  let ids: Ids;
  let app: App;
  let supervisor: Awaited<ReturnType<typeof signIn>>;
  const now = () => NOW + 35 * DAY_MS;
  const get = async (query: string, as = supervisor) => {
    const reply = await as('GET', `/api/v1/metrics/formalism?${query}`);
    return { status: reply.status, body: (await reply.json()) as FormalismAnswer };
  };

  /** Days of one patrol each, at 10:00, so many minutes long, over the same part of the grid. */
  async function walked(
    officer: string,
    grid: string,
    days: number,
    minutes: (day: number) => number,
  ) {
    const { db } = store();
    const key = { officerId: ids.officers[officer]!, gridId: ids.areas[grid]! };
    const [set] = await cellSetsOf(db, [{ gridId: key.gridId, gridVersion: 1, swathM: 25 }]);
    const seen = set!.cells.slice(0, Math.floor(set!.cells.length / 4));
    const body = JSON.stringify(verdictOf({ outcome: 'completed', effectiveMin: 100, seen }));
    await sql`
      with p as (
        insert into patrols (officer_id, grid_id, origin, start_time, end_time)
        select ${key.officerId}, ${key.gridId}, 'declared', ${new Date(NOW).toISOString()}::timestamptz + d.day * interval '1 day',
          ${new Date(NOW).toISOString()}::timestamptz + d.day * interval '1 day' + d.minutes * interval '1 minute'
        from unnest(${Array.from({ length: days }, (_, k) => k)}::int[],
          ${Array.from({ length: days }, (_, k) => minutes(k))}::int[]) as d (day, minutes)
        returning officer_id, id
      )
      insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set, grid_version,
        norm_id, norm_version, rule_set, body)
      select officer_id, id, 1, now(), 'completed', 100, 0.25, 'x', 1, 1, 1, 'test', ${body}::jsonb from p`.execute(
      db,
    );
    const { rows } = await sql<{ id: number }>`
      select id from patrols where officer_id = ${key.officerId}`.execute(db);
    for (const { id } of rows)
      await nameDaysOfPatrol(db, { officerId: key.officerId, patrolId: id, dueAt: NOW });
  }

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1, minutesPerPatrol: 120 } });
    await walked('O1', 'G1', 25, () => 121);
    await walked('O2', 'G2', 25, (day) => 118 + 2 * day);
    await walked('O3', 'G3', 19, () => 121);
    while ((await rollUpDue({ db, now, log })) > 0);
    await sql`insert into incident_categories (code, name_zh, name_en) values ('x', '某', 'X')`.execute(
      db,
    );
    // Sixty incidents, at 20:00 to 22:00.
    await sql`insert into incidents (id, category, severity, found_by, position, cell, occurred_from, occurred_to, grid_id)
      select 'I' || k, 'x', 'minor', 'reported', ST_SetSRID(ST_MakePoint(121.371, 28.581), 4326), 0, t, t, ${ids.areas.G1!}
      from generate_series(1, 60) k
      cross join lateral (select '2026-06-02T12:00:00Z'::timestamptz + (k % 3) * interval '1 hour' as t) x`.execute(
      db,
    );
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    supervisor = await signIn(app.url, 'supervisor');
  });
  afterAll(() => app?.close());

  it('show who ends at the minimum, walks the same ground and is never there at risk hours', async () => {
    const { body } = await get(`${JUNE}&level=officer`);
    expect(body.rows.map(({ code }) => code)).toEqual(['O1', 'O2']);
    expect(body.rows[0]).toMatchObject({
      patrols: 25,
      bunching: { patrols: 25, atMinimum: 25, share: 1, expected: 0, sign: true },
      sameRoute: { pairs: 24, similarity: 1, seen: expect.closeTo(0.25, 1), sign: true },
      riskHours: { minutes: 25 * 121, share: 0, sign: true },
    });
    expect(body.rows[1]!.bunching).toMatchObject({ patrols: 24, atMinimum: 3, sign: false });
    expect(body.riskHours).toMatchObject({ incidents: 60, share: 1 });
    expect(body.riskHours.hours).toEqual(expect.arrayContaining([20, 21, 22]));
  });

  it('say nothing of an officer with less than twenty patrols, and that they do', async () => {
    const { body } = await get(`${JUNE}&level=officer`);
    expect(body).toMatchObject({ minPatrols: 20, withheld: 1 });
    expect(body.caveat.zh).toContain('不得据以自动处罚');
    expect(body.caveat.en).toContain('nobody is to be punished');
  });

  it('add up over areas', async () => {
    const { body } = await get(`${JUNE}&level=village`);
    expect(body.rows).toMatchObject([
      { code: 'V1', patrols: 50, bunching: { patrols: 49, atMinimum: 28 } },
    ]);
  });

  it.each([
    ['an unknown level', `${JUNE}&level=county`, /officer, grid/],
    ['a reversed period', 'level=grid&from=2026-07-01&to=2026-06-01', /must come before/],
    ['too long a period', 'level=grid&from=2025-07-01&to=2026-07-01', /at most 100 days/],
  ])('refuse %s and say what is allowed', async (_what, query, says) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body).toMatchObject({ detail: expect.stringMatching(says) });
  });

  it('are for supervisors, within their area', async () => {
    const analyst = await signIn(app.url, 'analyst');
    expect((await get(`${JUNE}&level=grid`, analyst)).status).toBe(403);
    const reply = await fetch(`${app.url}/api/v1/metrics/formalism?${JUNE}&level=grid`);
    expect(reply.status).toBe(401);
    expect((await get(`${JUNE}&level=grid&areaId=999999`)).status).toBe(403);
  });
});
