import { parquetMetadata } from 'hyparquet';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { putOfficers } from '../../../server/db/people/provision.ts';
import { nameGridDays, rollupJobs } from '../../../server/db/queue/rollup-jobs.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../../server/services/areas/cell-sets.ts';
import { startTestApp } from '../../support/app.ts';
import { putJudgedPatrol } from '../../support/made/patrols.ts';
import type { VerdictFigures } from '../../support/made/verdicts.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

const log = pino({ level: 'silent' });
const MONTH = 'from=2026-06-01&to=2026-07-01';

describeStores('Metrics over HTTP', (store) => {
  let ids: Ids;
  let app: App;
  let admin: Awaited<ReturnType<typeof signIn>>;
  const now = () => NOW + 30 * DAY_MS;

  /** Until nothing waits: the server's own job works beside. */
  const rollUp = () =>
    vi.waitFor(
      async () => {
        await rollUpDue({ db: store().db, now, log });
        expect(await rollupJobs.count(store().db)).toBe(0);
      },
      { timeout: 30_000, interval: 20 },
    );

  const walked = (officer: string, grid: string, day: number, figures: VerdictFigures) =>
    putJudgedPatrol(store().db, ids, { officer, grid, day }, figures);

  const get = async (query: string) =>
    (await admin('GET', `/api/v1/metrics/patrols?${query}`)).text();
  const json = async (query: string) => JSON.parse(await get(query));

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    const [set] = await cellSetsOf(db, [{ gridId: ids.areas.G1!, gridVersion: 1, swathM: 25 }]);
    const half = Math.floor(set!.cells.length / 2);
    await walked('O1', 'G1', 0, {
      outcome: 'completed',
      effectiveMin: 110,
      coverage: 0.6,
      seen: set!.cells.slice(0, half),
      checkpoints: [true, false],
    });
    await walked('O1', 'G1', 1, {
      outcome: 'incomplete',
      effectiveMin: 30,
      coverage: 0.2,
      gapMin: 12,
      seen: set!.cells.slice(half),
    });
    await walked('O3', 'G3', 0, { outcome: 'suspicious', effectiveMin: 120, strongSignals: 2 });
    await nameGridDays(db, { from: '2026-05-20', until: '2026-07-03', now: now(), missing: false });
    await rollUp();
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    admin = await signIn(app.url, 'admin');
  });
  afterAll(() => app?.close());

  it('gives the month of each grid, a day nobody walked included', async () => {
    const { rows, versions, next } = await json(`level=grid&period=month&${MONTH}`);
    expect(rows.map(({ code }: { code: string }) => code)).toEqual(['G1', 'G2', 'G3']);
    expect(rows[0]).toMatchObject({ from: '2026-06-01', to: '2026-07-01', whole: true });
    expect(rows[0].metrics).toMatchObject({
      dutyDays: 30,
      onDutyDays: 2,
      onDutyRate: 0.0667,
      patrolsRequired: 30,
      patrolsDone: 1,
      completionRate: 0.0333,
      effectiveMin: 140,
      requiredMin: 3600,
      distanceM: 10_000,
      coverageMean: 0.4,
      coverageUnion: 1,
      checkpointRate: 0.5,
      completeness: 0.95,
      daysCompleted: 1,
      daysIncomplete: 29,
    });
    expect(rows[1].metrics).toMatchObject({ patrolsDone: 0, coverageMean: null, coverageUnion: 0 });
    expect(rows[2].metrics).toMatchObject({ suspicious: 1, strongSignals: 2, daysSuspicious: 1 });
    expect(versions).toMatchObject({ definitions: '2026.6', norms: [{ version: 1 }] });
    expect(next).toBeNull();
  });

  it.each([
    'officer',
    'grid',
    'village',
    'town',
    'district',
  ])('adds up to the same figures at level %s as plain SQL over the verdicts', async (level) => {
    const { rows } = await json(`level=${level}&period=quarter&from=2026-04-01&to=2026-07-01`);
    const { rows: plain } = await sql<{ done: number; minutes: number; judged: number }>`
        select count(*) filter (where v.outcome = 'completed')::int as done, sum(v.effective_min) as minutes,
          count(*)::int as judged
        from patrols p join verdicts v on v.officer_id = p.officer_id and v.patrol_id = p.id
        where p.start_time < '2026-06-30T16:00:00Z'
          and not exists (select from verdicts w where w.officer_id = v.officer_id and w.patrol_id = v.patrol_id
            and w.version > v.version)`.execute(store().db);
    const sum = (...names: string[]) =>
      rows.reduce(
        (total: number, row: { metrics: Record<string, number> }) =>
          total + names.reduce((t, name) => t + row.metrics[name]!, 0),
        0,
      );
    expect({
      done: sum('patrolsDone'),
      minutes: sum('effectiveMin'),
      judged: sum('completed', 'incomplete', 'suspicious', 'unverifiable'),
    }).toEqual(plain[0]);
  });

  it('gives the same bytes as of an edition after late data, and says what changed since', async () => {
    const before = await get(`level=grid&period=month&${MONTH}`);
    const { edition, definitions } = JSON.parse(before).versions;
    await walked('O2', 'G2', 2, { outcome: 'completed', effectiveMin: 120 });
    await rollUp();
    const pinned = `asOf=${edition}&definitions=${definitions}`;
    expect(await get(`level=grid&period=month&${MONTH}&${pinned}`)).toBe(before);
    const changed = await json(`level=grid&period=month&${MONTH}&updatedSince=${edition}`);
    expect(changed.rows).toMatchObject([{ code: 'G2', metrics: { patrolsDone: 1 } }]);
  });

  it('refuses an edition from before the definitions changed, by their name', async () => {
    const { edition } = (await json(`level=grid&period=month&${MONTH}`)).versions;
    const since = (first: number) =>
      sql`update rollup_clock set definitions_since = ${first}`.execute(store().db);
    await since(edition);
    const before = await admin(
      'GET',
      `/api/v1/metrics/patrols?level=grid&period=month&${MONTH}&asOf=${edition - 1}`,
    );
    expect([before.status, (await before.json()).detail]).toEqual([
      400,
      expect.stringMatching(/of definitions before 2026\.6.*cannot be given again/),
    ]);
    expect((await json(`level=grid&period=month&${MONTH}&asOf=${edition}`)).rows).toHaveLength(3);
    await since(0);
  });

  it('pages through the very rows of the whole answer', async () => {
    const whole = await json(`level=grid&period=day&from=2026-06-01&to=2026-06-05`);
    const paged = [];
    for (let cursor = ''; ; ) {
      const page = await json(
        `level=grid&period=day&from=2026-06-01&to=2026-06-05&limit=5${cursor}`,
      );
      paged.push(...page.rows);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(paged).toEqual(whole.rows);
    expect(paged).toHaveLength(12);
  });

  it('gives CSV and Parquet of the same rows', async () => {
    const csv = (await get(`level=grid&period=month&${MONTH}&format=csv`)).trim().split('\n');
    expect(csv).toHaveLength(4);
    expect(csv[0]).toMatch(
      /^id,code,name,parent,parentName,category,post,from,to,whole,changed,edition,dutyDays,/,
    );
    const reply = await admin(
      'GET',
      `/api/v1/metrics/patrols?level=grid&period=month&${MONTH}&format=parquet`,
    );
    const metadata = parquetMetadata(await reply.arrayBuffer());
    expect(Number(metadata.num_rows)).toBe(3);
    expect(JSON.parse(reply.headers.get('x-xunji-versions')!).edition).toBeGreaterThan(0);
  });

  it('gives one unit and some of the metrics where those are named', async () => {
    const { rows } = await json(`level=grid&period=month&${MONTH}`);
    const one = await json(`level=grid&period=month&${MONTH}&unitId=${ids.areas.G3}`);
    expect(one.rows).toEqual([rows[2]]);
    const officers = (await json(`level=officer&period=month&${MONTH}`)).rows;
    const own = await json(`level=officer&period=month&${MONTH}&unitId=${ids.officers.O1}`);
    expect(own.rows).toEqual(officers.filter(({ id }: { id: number }) => id === ids.officers.O1));
    const few = await json(`level=grid&period=month&${MONTH}&metrics=dutyDays,combRate,onDutyRate`);
    expect(few.rows.map(({ metrics }: { metrics: object }) => metrics)).toEqual(
      rows.map(({ metrics: { dutyDays, onDutyRate, combRate } }: (typeof rows)[0]) => ({
        dutyDays,
        onDutyRate,
        combRate,
      })),
    );
    const csv = await get(`level=grid&period=month&${MONTH}&metrics=onDutyRate&format=csv`);
    expect(csv.split('\n')[0]).toBe(
      'id,code,name,parent,parentName,category,post,from,to,whole,changed,edition,onDutyRate',
    );
  });

  it('refuses no year of days of one unit, paged or not', async () => {
    const year = 'level=grid&period=day&from=2025-07-01&to=2026-07-01';
    const { rows } = await json(`${year}&unitId=${ids.areas.G1}`);
    const paged = await json(`${year}&unitId=${ids.areas.G1}&limit=20`);
    expect(rows.length).toBeGreaterThan(20);
    expect(paged.rows).toEqual(rows.slice(0, 20));
  });

  it('defines every metric it gives, in both languages', async () => {
    const { definitions } = await (await admin('GET', '/api/v1/metrics/definitions')).json();
    const { rows } = await json(`level=district&period=month&${MONTH}`);
    expect(Object.keys(rows[0].metrics)).toEqual(definitions.map(({ id }: { id: string }) => id));
    for (const { name, formula, unit } of definitions)
      expect([name.zh, name.en, formula.zh, formula.en, unit].every(Boolean)).toBe(true);
  });

  it.each([
    ['an unknown level', 'level=county&from=2026-06-01&to=2026-07-01', /officer, grid, village/],
    ['no level', 'from=2026-06-01&to=2026-07-01', /level is missing; level must be one of officer/],
    ['an unknown period', `level=grid&period=decade&${MONTH}`, /day, week, month, quarter, year/],
    ['a reversed period', 'level=grid&from=2026-07-01&to=2026-06-01', /must come before/],
    ['a day no calendar has', 'level=grid&from=2026-02-30&to=2026-06-01', /YYYY-MM-DD/],
    ['too long a period', 'level=grid&from=2020-01-01&to=2026-06-01', /at most 1100 days/],
    ['a turned cursor', `level=grid&${MONTH}&cursor=abc`, /`next` of the page before/],
    [
      'definitions that no longer hold',
      `level=grid&${MONTH}&asOf=1&definitions=2020.1`,
      /definitions must be .* cannot be given again/,
    ],
    ['an edition to come', `level=grid&${MONTH}&asOf=999999`, /the latest is/],
    [
      'a metric nobody defined',
      `level=grid&${MONTH}&metrics=dutyDays,steps`,
      /\/metrics\/definitions/,
    ],
    ['another format', `level=grid&${MONTH}&format=xlsx`, /json, csv, parquet/],
    ['too long a page', `level=grid&${MONTH}&limit=9999`, /from 1 to 5000/],
    [
      'a name nobody knows',
      `level=grid&${MONTH}&periode=month`,
      /no parameter periode.*level, period/,
    ],
    ['a year nobody lived in', 'level=grid&year=0026', /1970 to 2999/],
    ['the last year there is', 'level=grid&year=9999', /1970 to 2999/],
    ['days of it', 'level=grid&period=year&from=9999-12-01&to=9999-12-31', /1970 to 2999/],
  ])('refuses %s and says what is allowed', async (_what, query, says) => {
    const reply = await admin('GET', `/api/v1/metrics/patrols?${query}`);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      error: 'invalid',
      detail: expect.stringMatching(says),
    });
  });

  it('says which periods are final and what the others wait for', async () => {
    const status = await (await admin('GET', '/api/v1/metrics/status')).json();
    expect(status).toMatchObject({ timeZone: 'Asia/Shanghai', settleHours: 78 });
    const final = status.periods.filter((p: { final: boolean }) => p.final);
    expect(status.periods).toHaveLength(12);
    expect(final.length).toBeGreaterThan(0);
    expect(Object.keys(status.periods[0].waiting)).toEqual(['verdicts', 'days', 'contests']);
  });

  it('refuses a year of days for a city without paging, and says how to ask', async () => {
    const { db } = store();
    await sql`
      with made as (insert into areas (code) select 'X' || k from generate_series(1, 30) k returning id)
      insert into area_versions (area_id, version, parent_id, level, name, grid_type, time_zone, geom, valid_from)
      select made.id, 1, ${ids.areas.V2!}, 'grid', 'x', 'urban', 'Asia/Shanghai', v.geom, v.valid_from
      from made, area_versions v where v.area_id = ${ids.areas.G3!}`.execute(db);
    const year = 'level=grid&period=day&from=2025-07-01&to=2026-07-01';
    const refused = await admin('GET', `/api/v1/metrics/patrols?${year}`);
    expect(refused.status).toBe(400);
    expect((await refused.json()).detail).toMatch(
      /this may be 12045 rows; .* at most 10000: ask for pages with `limit` \(at most 5000\) and `cursor`, a longer period, or an area/,
    );
    const paged = await json(`${year}&limit=10`);
    expect(paged.rows).toHaveLength(10);
    expect((await json(`${year.replace('period=day', 'period=month')}`)).next).toBeNull();
  });

  it('goes from a figure down to the patrols it rests on', async () => {
    const reply = await admin(
      'GET',
      `/api/v1/days?gridId=${ids.areas.G1}&from=2026-06-01&to=2026-06-03`,
    );
    const { days } = await reply.json();
    expect(days).toMatchObject([
      { day: '2026-06-01', patrolsDone: 1, verdict: { outcome: 'completed' } },
      { day: '2026-06-02', patrolsDone: 0, verdict: { outcome: 'incomplete' } },
    ]);
    const [{ officerId, verdict }] = days;
    const evidence = await admin(
      'GET',
      `/api/v1/officers/${officerId}/patrols/${verdict.patrols[0].patrolId}`,
    );
    expect((await evidence.json()).patrol).toMatchObject({ gridId: ids.areas.G1 });
    const nobody = await admin('GET', '/api/v1/days?from=2026-06-01&to=2026-06-03');
    expect(await nobody.json()).toMatchObject({ detail: 'gridId or officerId names whose days' });
  });

  it('lets leave lower what is required, and taking it back restore it', async () => {
    const leave = {
      officerId: ids.officers.O2,
      firstDay: '2026-06-10',
      kind: 'leave',
      substituteId: null,
    };
    const put = async (lastDay: string | null) => {
      expect((await admin('PUT', '/api/v1/leave', { ...leave, lastDay })).status).toBe(204);
      await rollUp();
      const query = 'level=grid&period=week&from=2026-06-08&to=2026-06-15';
      return (await json(query)).rows[1].metrics;
    };
    expect(await put('2026-06-12')).toMatchObject({
      patrolsRequired: 4,
      leaveDays: 3,
      dutyDays: 4,
    });
    expect(await put(null)).toMatchObject({ patrolsRequired: 7, leaveDays: 0 });
    const turned = { ...leave, lastDay: '2026-06-01' };
    expect((await admin('PUT', '/api/v1/leave', turned)).status).toBe(400);
  });

  it('lets a key read its area and no other, at its rate, until it is revoked', async () => {
    const made = await (
      await admin('POST', '/api/v1/api-keys', {
        name: 'pay',
        areaId: ids.areas.V1,
        requestsPerMinute: 4,
      })
    ).json();
    const withKey = (query: string, key = made.key) =>
      fetch(`${app.url}/api/v1/metrics/patrols?${query}`, {
        headers: { authorization: `Bearer ${key}` },
      });
    const own = await (await withKey(`level=grid&period=month&${MONTH}`)).json();
    expect(own.rows.map(({ code }: { code: string }) => code)).toEqual(['G1', 'G2']);
    const other = await withKey(`level=grid&period=month&${MONTH}&areaId=${ids.areas.V2}`);
    expect(await other.json()).toMatchObject({
      error: 'forbidden',
      detail: expect.stringContaining(`area ${ids.areas.V1} `),
    });
    expect((await withKey(`level=grid&${MONTH}`, `${made.key.slice(0, -1)}!`)).status).toBe(401);
    const statuses = [];
    for (let k = 0; k < 4; k++) statuses.push((await withKey(`level=grid&${MONTH}`)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
    const listed = await (await admin('GET', '/api/v1/api-keys')).json();
    expect(listed.keys[0]).toMatchObject({ name: 'pay', requestsPerMinute: 4, revokedAt: null });
    expect(JSON.stringify(listed)).not.toContain(made.key.slice(5));
    expect((await admin('DELETE', `/api/v1/api-keys/${made.id}`)).status).toBe(204);
    expect((await withKey(`level=grid&${MONTH}`)).status).toBe(401);
  });

  it('lets a key read what explains a figure, within its area, and nothing of positions', async () => {
    const made = await (
      await admin('POST', '/api/v1/api-keys', { name: 'why', areaId: ids.areas.V1 })
    ).json();
    const ask = (path: string) =>
      fetch(`${app.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${made.key}` } });
    const days = 'from=2026-06-01&to=2026-07-01';
    const read = async (path: string) => {
      const reply = await ask(path);
      expect([path, reply.status]).toEqual([path, 200]);
      return reply.json();
    };
    const { officers } = await read('officers');
    expect(officers.map(({ code }: { code: string }) => code)).not.toContain('O3');
    const { areas } = await read('areas?level=grid');
    expect(areas.map(({ code }: { code: string }) => code)).toEqual(['G1', 'G2']);
    expect((await read(`days?gridId=${ids.areas.G1}&${days}`)).days.length).toBeGreaterThan(0);
    expect((await ask(`days?gridId=${ids.areas.G3}&${days}`)).status).toBe(403);
    await read(`leave?${days}`);
    expect((await read('norms')).norms).toHaveLength(1);
    await read('incidents/categories');
    for (const path of ['handhelds', 'incidents', 'patrols'])
      expect([path, (await ask(path)).status]).toEqual([path, 401]);
  });

  it('says who each row is, keeps that with the edition, and gives officers no ground', async () => {
    const [grid] = (await json(`level=grid&month=2026-06`)).rows;
    expect(grid).toMatchObject({
      ...{ name: 'area G1', parent: 'V1', parentName: 'area V1', category: null, post: null },
      metrics: { stalenessMaxH: expect.any(Number) },
    });
    const text = await get(`level=officer&month=2026-06`);
    const { rows, versions } = JSON.parse(text);
    expect(rows[0]).toMatchObject({
      ...{
        name: 'officer O1',
        parent: 'G1',
        parentName: 'area G1',
        category: 'full-time',
        post: null,
      },
      metrics: {
        ...{ combRate: null, combCoverage: null, combMet: null, stalenessMeanH: null },
        ...{ stalenessMaxH: null, unseenShare: null, checkpointWeekRate: null, coverageUnion: 1 },
      },
    });
    await putOfficers(store().db, [{ code: 'O1', name: 'renamed', category: 'full-time' }], {
      nowMs: NOW,
    });
    expect(await get(`level=officer&month=2026-06&asOf=${versions.edition}`)).toBe(text);
  });

  it('takes a month, a quarter or a year by name, and tells where the next page is', async () => {
    const month = await json('level=grid&month=2026-06');
    expect(month).toEqual(await json(`level=grid&period=month&${MONTH}`));
    const year = await json('level=grid&year=2026');
    expect(year.rows[0]).toMatchObject({ from: '2026-01-01', to: '2027-01-01', whole: true });
    expect((await json('level=grid&quarter=2026-Q2')).period).toBe('quarter');
    expect((await json('level=grid&month=2026-13')).detail).toMatch(/month must be.*YYYY-MM/);
    expect((await json(`level=grid&month=2026-06&${MONTH}`)).detail).toMatch(/or by one of month/);
    const first = await json('level=grid&month=2026-06&limit=2');
    const rest = await (await admin('GET', first.nextPage)).json();
    expect([...first.rows, ...rest.rows]).toEqual(month.rows);
    expect(rest.nextPage).toBeNull();
  });

  it('counts ended days nobody made yet, and makes them when an assignment is put on record', async () => {
    const waiting = async () =>
      (await (await admin('GET', '/api/v1/metrics/status')).json()).waitingDays;
    await rollUp();
    await sql`delete from day_rollups where grid_id = ${ids.areas.G2!} and day = '2026-06-20'`.execute(
      store().db,
    );
    expect(await waiting()).toBeGreaterThan(0);
    expect((await admin('PUT', '/api/v1/assignments', { officers: [] })).status).toBe(200);
    await rollUp();
    expect(await waiting()).toBe(0);
    const { rows } = await json(`level=grid&unitId=${ids.areas.G2}&from=2026-06-20&to=2026-06-21`);
    expect(rows[0].metrics).toMatchObject({ patrolsRequired: 1, patrolsDone: 0 });
  });

  it('waits for no day at whose noon nobody held the grid', async () => {
    const { waitingDays } = await (await admin('GET', '/api/v1/metrics/status')).json();
    await sql`
      update officer_assignments set valid_from = '2026-06-20T13:00:00+08:00' where area_id = ${ids.areas.G2!}`.execute(
      store().db,
    );
    await sql`delete from day_rollups where grid_id = ${ids.areas.G2!} and day = '2026-06-20'`.execute(
      store().db,
    );
    const after = await (await admin('GET', '/api/v1/metrics/status')).json();
    expect([waitingDays, after.waitingDays]).toEqual([0, 0]);
  });

  it('leaves keys to administrators and figures to those who signed in', async () => {
    const analyst = await signIn(app.url, 'analyst');
    expect((await analyst('GET', '/api/v1/api-keys')).status).toBe(403);
    expect((await fetch(`${app.url}/api/v1/metrics/definitions`)).status).toBe(401);
  });
});
