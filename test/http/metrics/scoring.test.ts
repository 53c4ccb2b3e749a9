import { parquetMetadata } from 'hyparquet';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { DepartmentFigure } from '../../../server/contract/metrics/department-figures.ts';
import type { OfficerRecord } from '../../../server/contract/metrics/officer-record.ts';
import type { ScoringRules } from '../../../server/contract/scoring/rules.ts';
import type { ScoringScheme } from '../../../server/contract/scoring/schemes.ts';
import type { ScoreAnswer, ScoreRow } from '../../../server/contract/scoring/scores.ts';
import type { SchemeTrial } from '../../../server/contract/scoring/trials.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { nameGridDays, rollupJobs } from '../../../server/db/queue/rollup-jobs.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { takeIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { putHandheldAssignments } from '../../../server/services/people/put-assignments.ts';
import { startTestApp } from '../../support/app.ts';
import { NEVER, putJudgedPatrol } from '../../support/made/patrols.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../../support/made/world.ts';
import { signIn } from '../../support/sign-in.ts';
import { describeStores } from '../../support/stores/stores.ts';

const log = pino({ level: 'silent' });
const JUNE = 'scheme=pay&from=2026-06-01&to=2026-07-01';

const RULES: ScoringRules = {
  period: 'month',
  sections: [
    {
      level: 'officer',
      base: 10,
      terms: [
        {
          id: 'done',
          name: { zh: '完成', en: 'Done' },
          source: { metric: 'patrolsDone' },
          scale: { kind: 'linear', zeroAt: 0, fullAt: 4 },
          role: 'scored',
          max: 60,
        },
        {
          id: 'coverage',
          name: { zh: '覆盖', en: 'Coverage' },
          source: { metric: 'coverageMean' },
          scale: {
            kind: 'steps',
            steps: [
              { from: 0.3, share: 0.5 },
              { from: 0.6, share: 1 },
            ],
          },
          role: 'scored',
          max: 40,
        },
        {
          id: 'found',
          name: { zh: '发现', en: 'Found' },
          source: { matters: 'points', foundBy: 'detected' },
          scale: { kind: 'each', points: 1 },
          role: 'bonus',
          max: 5,
        },
      ],
    },
    {
      level: 'grid',
      base: 0,
      terms: [
        {
          id: 'fires',
          name: { zh: '火情', en: 'Fires' },
          source: { matters: 'count', kinds: ['fire'] },
          scale: { kind: 'each', points: 2 },
          role: 'deduction',
          max: 50,
        },
      ],
    },
  ],
  stars: [
    { stars: 1, from: 20 },
    { stars: 3, from: 60 },
  ],
  lastShare: 0.5,
  honour: { kinds: ['fire'] },
  ranking: { minDutyDays: 1, minCompleteness: 0, maxLeaveShare: 0.5 },
};

describeStores('Scores over HTTP', (store) => {
  let ids: Ids;
  let app: App;
  let admin: Awaited<ReturnType<typeof signIn>>;
  const now = () => NOW + 35 * DAY_MS;

  /** Until nothing waits: the server's own job works beside. */
  const rollUp = () =>
    vi.waitFor(
      async () => {
        await rollUpDue({ db: store().db, now, log });
        expect(await rollupJobs.count(store().db)).toBe(0);
      },
      { timeout: 30_000, interval: 20 },
    );

  const walked = (officer: string, grid: string, day: number, coverage: number) =>
    putJudgedPatrol(
      store().db,
      ids,
      { officer, grid, day },
      { outcome: 'completed', effectiveMin: 120, coverage },
    );

  const incident = (
    id: string,
    grid: string,
    category: string,
    foundBy: 'detected' | 'reported',
  ) => {
    const corner = cornerOf(grid);
    const from = new Date(NOW + 5 * DAY_MS).toISOString();
    return {
      ...{ id, category, foundBy, from, severity: 'minor' as const },
      position: { lng: corner.lng + SIDE_DEG / 2, lat: corner.lat + SIDE_DEG / 2 },
    };
  };

  /** Stores what somebody's handheld reported, or nobody's. */
  const report = (handheld: string | null, one: ReturnType<typeof incident>) =>
    takeIncidents(
      store().db,
      { incidents: [one], withdrawals: [] },
      { by: handheld && `handheld:${handheld}`, within: null },
    );

  const ask = async (query: string) => {
    const reply = await admin('GET', `/api/v1/scores?${query}`);
    return { status: reply.status, text: await reply.text(), headers: reply.headers };
  };
  const json = async (query: string) => JSON.parse((await ask(query)).text) as ScoreAnswer;
  const put = async (own: object = {}) => {
    const name = { zh: '薪酬', en: 'Pay' };
    const body = { code: 'pay', area: 'D', name, from: '2026-01-01', rules: RULES, ...own };
    const reply = await admin('PUT', '/api/v1/scoring-schemes', body);
    return { status: reply.status, body: await reply.json() };
  };

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 1 } });
    await putIncidentCategories(db, [
      { code: 'fire', nameZh: '火', nameEn: 'Fire', points: 3 },
      { code: 'fire-1', parent: 'fire', nameZh: '火1', nameEn: 'Fire 1', points: 4 },
      { code: 'street', nameZh: '街', nameEn: 'Street', points: 1 },
    ]);
    for (const day of [0, 1, 2]) await walked('O1', 'G1', day, 0.6);
    for (const day of [0, 1, 2]) await walked('O2', 'G2', day, 0.7);
    await walked('O3', 'G3', 0, 0.3);
    await report('H1', incident('I1', 'G1', 'street', 'detected'));
    await report('H3', incident('I2', 'G3', 'fire-1', 'detected'));
    await report(null, incident('I3', 'G2', 'street', 'reported'));
    // Every ended day: the server finds none to make, so that editions are the tests' own.
    await nameGridDays(db, { from: '2026-06-01', until: '2026-07-06', now: now(), missing: false });
    await rollUp();
    app = await startTestApp(db, { demoAreaId: ids.areas.D!, now });
    admin = await signIn(app.url, 'admin');
    expect(await put()).toMatchObject({ status: 200, body: { version: 1, changed: true } });
  });
  afterAll(() => app?.close());

  const short = ({ code, total, rank, stars, last }: ScoreRow) => ({
    code,
    total,
    rank,
    stars,
    last,
  });

  it('show every term and rank the officers, equal totals alike', async () => {
    const { rows, sections, scheme } = await json(`${JUNE}&level=officer`);
    expect(rows.map(short)).toEqual([
      { code: 'O1', total: 96, rank: 1, stars: 3, last: false },
      { code: 'O2', total: 95, rank: 2, stars: 3, last: false },
      { code: 'O3', total: 49, rank: 3, stars: 1, last: true },
    ]);
    expect(rows[2]!.terms).toEqual([
      { id: 'done', value: 1, points: 15, working: '(1 - 0) / (4 - 0) x 60 = 15' },
      { id: 'coverage', value: 0.3, points: 20, working: '0.3 >= 0.3: 0.5 x 40 = 20' },
      { id: 'found', value: 4, points: 4, working: '4 x 1 = 4' },
    ]);
    expect(sections[0]!.terms[0]).toMatchObject({
      formula: { en: expect.stringContaining('Patrols done: 0 points at 0, 60 at 4') },
    });
    expect(rows.map(({ honour }) => honour)).toEqual([
      { qualifies: true, matters: 0, lacks: [] },
      { qualifies: true, matters: 0, lacks: [] },
      { qualifies: false, matters: 1, lacks: ['matters'] },
    ]);
    expect(scheme).toMatchObject({ code: 'pay', versions: [1] });
  });

  it('keep the same bytes as of an edition when incidents are corrected and points change', async () => {
    const { db } = store();
    const before = (await ask(`${JUNE}&level=officer`)).text;
    const { edition } = JSON.parse(before).versions;
    await putIncidentCategories(db, [
      { code: 'street', nameZh: '街', nameEn: 'Street', points: 2 },
    ]);
    expect((await ask(`${JUNE}&level=officer`)).text).toBe(before);
    await report('H1', incident('I1', 'G2', 'street', 'detected'));
    const after = await json(`${JUNE}&level=officer`);
    // Whosever the grid is now: the points are the finder's.
    expect(after.rows.map(short)).toMatchObject([
      { code: 'O1', total: 97, rank: 1 },
      { code: 'O2', total: 95, rank: 2 },
      { code: 'O3', total: 49 },
    ]);
    expect((await ask(`${JUNE}&level=officer&asOf=${edition}`)).text).toBe(before);
  });

  it('list who had no star in successive periods', async () => {
    const { rows } = await json(`${JUNE}&level=officer&withoutStar=1`);
    expect(rows).toEqual([]);
    const days = 'from=2026-06-03&to=2026-06-05';
    const none = await json(`scheme=pay&level=officer&period=day&${days}&withoutStar=2`);
    // O3 walked on the 1st alone, O1 and O2 on the 3rd as well.
    expect(none.rows.map(({ code, from, stars }) => [code, from, stars])).toEqual([
      ['O3', '2026-06-03', 0],
      ['O3', '2026-06-04', 0],
    ]);
  });

  it('list a grid in honour only without the kinds named, those below them included', async () => {
    const { rows } = await json(`${JUNE}&level=grid`);
    const of = (code: string) => rows.find((row) => row.code === code)!;
    expect(of('G1').honour).toEqual({ qualifies: true, matters: 0, lacks: [] });
    expect(of('G3')).toMatchObject({
      honour: { qualifies: false, matters: 1, lacks: ['matters'] },
      terms: [{ id: 'fires', value: 1, points: -2 }],
    });
  });

  it('count what departments have on record against a grid, as of the edition it came with', async () => {
    const figure = { id: '7', department: '公安', grid: 'G1', day: '2026-06-03', kind: 'fire' };
    const put = async (...figures: object[]) => {
      const reply = await admin('PUT', '/api/v1/department-figures', { figures });
      return { status: reply.status, body: await reply.json() };
    };
    const honour = async (query = '') =>
      (await json(`${JUNE}&level=grid${query}`)).rows.find(({ code }) => code === 'G1')!.honour;
    const { edition } = (await json(`${JUNE}&level=grid`)).versions;
    expect(await put({ ...figure, count: 2 })).toMatchObject({ status: 200, body: { changed: 1 } });
    expect(await put({ ...figure, count: 2 })).toMatchObject({ body: { changed: 0 } });
    expect(await honour()).toEqual({ qualifies: false, matters: 2, lacks: ['matters'] });
    expect(await honour(`&asOf=${edition}`)).toEqual({ qualifies: true, matters: 0, lacks: [] });
    const listed = await admin('GET', '/api/v1/department-figures?from=2026-06-01&to=2026-07-01');
    expect(await listed.json()).toMatchObject({ figures: [{ ...figure, count: 2 }], next: null });
    expect(await put({ ...figure, id: '8', count: 1 })).toMatchObject({ body: { changed: 1 } });
    const path = '/api/v1/department-figures?from=2026-06-01&to=2026-07-01&limit=1';
    const first = await (await admin('GET', path)).json();
    // What comes after a first page is told neither twice nor in place of what was there.
    expect(await put({ ...figure, id: '6', count: 5 })).toMatchObject({ body: { changed: 1 } });
    const rest = await (await admin('GET', first.nextPage)).json();
    expect([first, rest].map(({ figures }) => figures)).toEqual([
      [{ ...figure, count: 2 }],
      [{ ...figure, id: '8', count: 1 }],
    ]);
    expect([rest.edition, rest.nextPage]).toEqual([first.edition, null]);
    await put({ ...figure, id: '8', count: 0 }, { ...figure, id: '6', count: 0 });
    const wrong = '/api/v1/department-figures?from=2026-07-01&to=2026-06-01';
    expect(await (await admin('GET', wrong)).json()).toMatchObject({
      problems: [{ code: 'from-to' }],
    });
    expect(await put({ ...figure, id: '8', grid: 'G9', kind: 'x', count: 1 })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/no grid G9 in your area.*no incident category x/) },
    });
    expect(await put({ ...figure, id: '9', day: '2027-06-03', count: 1 })).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'day-to-come', values: { day: '2027-06-03' } }] },
    });
    expect(await put({ ...figure, count: 0 })).toMatchObject({ body: { changed: 1 } });
    expect(await honour()).toEqual({ qualifies: true, matters: 0, lacks: [] });
  });

  it('list what departments have on record page by page, each once', async () => {
    const ids = ['a', 'b_c', '事项 4', 'd'];
    const figures = ids.map((id, n) => ({
      ...{ id, department: '公安', grid: 'G1', day: `2026-06-1${n % 2}`, kind: 'fire', count: 1 },
    }));
    await admin('PUT', '/api/v1/department-figures', { figures });
    const seen: string[] = [];
    let path: string | null = '/api/v1/department-figures?from=2026-06-10&to=2026-06-12&limit=1';
    while (path) {
      const page: { figures: DepartmentFigure[]; nextPage: string | null } = await (
        await admin('GET', path)
      ).json();
      expect(page.figures).toHaveLength(1);
      seen.push(page.figures[0]!.id);
      path = page.nextPage;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const wrong = '/api/v1/department-figures?from=2026-06-10&to=2026-06-12&cursor=2026-06-31_a';
    expect(await (await admin('GET', wrong)).json()).toMatchObject({
      ...{ error: 'invalid', problems: [{ code: 'no-cursor', values: { name: 'cursor' } }] },
    });
    await admin('PUT', '/api/v1/department-figures', {
      figures: figures.map((figure) => ({ ...figure, count: 0 })),
    });
  });

  it('are what a quarter nominates by and a year decides on, each an act on record', async () => {
    const supervisor = await signIn(app.url, 'supervisor');
    const send = async (by: typeof admin, path: string, body: object) => {
      const reply = await by('POST', `/api/v1/nominations${path}`, body);
      return { status: reply.status, body: await reply.json() };
    };
    const of = (grid: string) => ({
      ...{ scheme: 'pay', level: 'grid', unitId: ids.areas[grid]! },
      ...{ quarter: '2026-Q2', note: 'none of the kinds' },
    });
    const { body: made } = await send(admin, '', of('G1'));
    expect(made).toMatchObject({
      ...{ code: 'G1', period: 'quarter', from: '2026-04-01', to: '2026-07-01', year: 2026 },
      ...{ rank: 1, nominatedBy: 'admin', decision: null },
    });
    expect(await send(admin, '', of('G1'))).toMatchObject({ status: 400 });
    expect(await send(admin, '', of('G3'))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('not on the honour list') },
    });
    expect(await send(admin, '', { ...of('G1'), quarter: '2026-Q3' })).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'period-under-way' }] },
    });
    const decision = { decision: 'honoured', note: 'of the forty' };
    expect((await send(admin, `/${made.id}/decision`, decision)).status).toBe(403);
    expect((await send(supervisor, `/${made.id}/decision`, decision)).body).toMatchObject({
      ...{ decision: 'honoured', decidedBy: 'supervisor' },
    });
    expect((await send(supervisor, `/${made.id}/decision`, decision)).status).toBe(404);
    const list = async (year: number) =>
      (await (await admin('GET', `/api/v1/nominations?year=${year}`)).json()).nominations;
    expect(await list(2026)).toMatchObject([{ id: made.id, decision: 'honoured' }]);
    expect(await list(2025)).toEqual([]);
  });

  it('list without a rank who was on leave, and say so', async () => {
    const leave = {
      officerId: ids.officers.O3,
      firstDay: '2026-06-02',
      kind: 'sick',
      substituteId: null,
    };
    const putLeave = async (lastDay: string | null) => {
      expect((await admin('PUT', '/api/v1/leave', { ...leave, lastDay })).status).toBe(204);
      await rollUp();
    };
    await putLeave('2026-06-28');
    const { rows } = await json(`${JUNE}&level=officer`);
    expect(rows.at(-1)).toMatchObject({
      code: 'O3',
      rank: null,
      stars: null,
      unranked: 'on-leave',
      peers: 2,
    });
    await putLeave(null);
  });

  it('page through the very rows of the whole answer, as CSV and Parquet too', async () => {
    const whole = await json(`${JUNE}&level=officer`);
    const first = await json(`${JUNE}&level=officer&limit=2`);
    const rest = await json(`${JUNE}&level=officer&limit=2&cursor=${first.next}`);
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
    expect(rest.next).toBeNull();
    const csv = (await ask(`${JUNE}&level=officer&format=csv`)).text.trim().split('\n');
    expect(csv).toHaveLength(4);
    expect(csv[0]).toMatch(/unranked,done_value,done_points,coverage_value/);
    const parquet = await admin('GET', `/api/v1/scores?${JUNE}&level=officer&format=parquet`);
    expect(Number(parquetMetadata(await parquet.arrayBuffer()).num_rows)).toBe(3);
  });

  it('are by the version that held when the period began, whatever is put in force later', async () => {
    const before = (await ask(`${JUNE}&level=officer`)).text;
    expect(await put()).toMatchObject({ body: { version: 1, changed: false } });
    const rules = { ...RULES, lastShare: 0 };
    expect(await put({ rules, from: '2026-06-15' })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('must start after 2026-07-06') },
    });
    expect(await put({ rules, from: '2026-08-01' })).toMatchObject({ body: { version: 2 } });
    expect((await ask(`${JUNE}&level=officer`)).text).toBe(before);
    expect((await json(`${JUNE}&level=officer&schemeVersion=2`)).scheme.versions).toEqual([2]);
    const { schemes } = await (await admin('GET', '/api/v1/scoring-schemes')).json();
    expect(schemes).toMatchObject([
      { code: 'pay', version: 2, from: '2026-08-01', to: null },
      { code: 'pay', version: 1, to: '2026-08-01' },
    ]);
  });

  it.each([
    [
      'no scheme',
      'level=officer&from=2026-06-01&to=2026-07-01',
      /scheme is missing; it is one of pay/,
    ],
    [
      'an unknown scheme',
      `${JUNE.replace('pay', 'x')}&level=grid`,
      /no scheme x; it is one of pay/,
    ],
    ['a level it does not score', `${JUNE}&level=town`, /scores level officer, grid/],
    ['an unknown level', `${JUNE}&level=county`, /officer, grid, village/],
    [
      'days before it held',
      'scheme=pay&level=grid&from=2025-06-01&to=2025-07-01',
      /holds from 2026-01-01/,
    ],
    [
      'a reversed period',
      'scheme=pay&level=grid&from=2026-07-01&to=2026-06-01',
      /must come before/,
    ],
    ['an unknown version', `${JUNE}&level=grid&schemeVersion=9`, /has the versions 1/],
    ['a turned cursor', `${JUNE}&level=grid&cursor=x`, /`next` of the page before/],
  ])('refuse %s and say what is allowed', async (_what, query, says) => {
    const { status, text } = await ask(query);
    expect(status).toBe(400);
    expect(JSON.parse(text).detail).toMatch(says);
  });

  it.each([
    ['a metric that does not exist', 'steps', { source: { metric: 'zeal' } }, /no metric zeal/],
    [
      'a scale without a slope',
      'linear',
      { scale: { kind: 'linear', zeroAt: 1, fullAt: 1 } },
      /must differ/,
    ],
    [
      'ground in a section of officers',
      'ground',
      { source: { metric: 'combRate' } },
      /combRate is of the ground/,
    ],
    ['a term twice', 'twice', { id: 'coverage' }, /two terms coverage/],
  ])('are not put in force with %s', async (_what, _which, own, says) => {
    const [officers, grids] = RULES.sections;
    const terms = [{ ...officers!.terms[0], ...own }, ...officers!.terms.slice(1)];
    const rules = { ...RULES, sections: [{ ...officers, terms }, grids] };
    expect(await put({ code: 'bad', rules })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(says) },
    });
  });

  it('are for the area of the reader, and schemes for administrators', async () => {
    const made = await (
      await admin('POST', '/api/v1/api-keys', { name: 'pay', areaId: ids.areas.V1 })
    ).json();
    const withKey = async (query: string) =>
      fetch(`${app.url}/api/v1/scores?${query}`, {
        headers: { authorization: `Bearer ${made.key}` },
      });
    const own = (await (await withKey(`${JUNE}&level=officer`)).json()) as ScoreAnswer;
    expect(own.rows.map(({ code, peers }) => [code, peers])).toEqual([
      ['O1', 2],
      ['O2', 2],
    ]);
    const other = await withKey(`${JUNE}&level=officer&areaId=${ids.areas.V2}`);
    expect(await other.json()).toMatchObject({ error: 'forbidden' });
    const supervisor = await signIn(app.url, 'supervisor');
    expect((await supervisor('PUT', '/api/v1/scoring-schemes', {})).status).toBe(403);
    expect((await put({ code: 'nowhere', area: 'nowhere' })).status).toBe(400);
  });

  it('share a matter of which no finder is known between those on duty, where the term says so', async () => {
    const { db } = store();
    await sql`insert into officer_assignments (officer_id, area_id, valid_from)
      values (${ids.officers.O4!}, ${ids.areas.G2!}, '2026-06-01T00:00:00Z')`.execute(db);
    await nameGridDays(db, { from: '2026-06-01', until: '2026-07-01', now: now(), missing: false });
    await rollUp();
    await report(null, incident('I4', 'G2', 'fire', 'detected'));
    const [officers, grids] = RULES.sections;
    const terms = officers!.terms.map((term) =>
      term.id === 'found' ? { ...term, source: { ...term.source, withoutFinder: 'shared' } } : term,
    );
    const rules = { ...RULES, sections: [{ ...officers, terms }, grids] };
    expect((await put({ code: 'shared', rules })).status).toBe(200);
    const found = async (scheme: string) => {
      const { rows } = await json(`${JUNE.replace('pay', scheme)}&level=officer`);
      return ['O2', 'O4'].map(
        (code) =>
          rows.find((row) => row.code === code)!.terms.find(({ id }) => id === 'found')!.value,
      );
    };
    expect(await found('pay')).toEqual([0, 0]);
    expect(await found('shared')).toEqual([1.5, 1.5]);
  });

  it('give a matter to who carried the handheld then, when that is put on record late', async () => {
    const { db } = store();
    const before = await json(`${JUNE}&level=officer`);
    const found = ({ rows }: ScoreAnswer) =>
      Object.fromEntries(
        rows.map(({ code, terms }) => [code, terms.find(({ id }) => id === 'found')!.value]),
      );
    expect(found(before)).toMatchObject({ O1: 2, O2: 0 });
    await putHandheldAssignments(
      db,
      [{ handheld: 'H1', officer: 'O2', from: '2026-06-05T00:00:00Z' }],
      NEVER,
    );
    expect(found(await json(`${JUNE}&level=officer`))).toMatchObject({ O1: 0, O2: 2 });
    const { edition } = before.versions;
    expect(found(await json(`${JUNE}&level=officer&asOf=${edition}`))).toMatchObject({
      O1: 2,
      O2: 0,
    });
  });

  it('rate leaders by their officers and people of a town by their own content, as of the edition their posts came with', async () => {
    const people = ['L1', 'S1'].map((code) => ({
      code,
      name: `person ${code}`,
      category: 'part-time',
    }));
    expect((await admin('PUT', '/api/v1/officers', { officers: people })).status).toBe(200);
    const posts = [
      { officer: 'L1', area: 'V1', role: 'leader', firstDay: '2026-06-01', lastDay: null },
      { officer: 'S1', area: 'T', role: 'staff', firstDay: '2026-06-10', lastDay: '2026-06-20' },
    ];
    const put = async (...some: object[]) => {
      const reply = await admin('PUT', '/api/v1/posts', { posts: some });
      return { status: reply.status, body: await reply.json() };
    };
    const [officers] = RULES.sections;
    const [name, scale] = [
      { zh: '星', en: 'Stars' },
      { kind: 'linear', zeroAt: 0, fullAt: 3 },
    ];
    const stars = {
      id: 'stars',
      name,
      scale,
      source: { officers: 'stars' },
      role: 'scored',
      max: 30,
    };
    const own = { level: 'officer', base: 0 };
    const sections = [
      officers,
      { ...own, post: 'leader', terms: [stars] },
      { ...own, post: 'staff', terms: [officers!.terms[2]] },
    ];
    expect((await json(`${JUNE}&level=officer`)).rows.map(({ code }) => code)).not.toContain('S1');
    const { edition } = (await json(`${JUNE}&level=officer`)).versions;
    expect(await put(...posts)).toMatchObject({ status: 200, body: { changed: 2 } });
    expect(await put(...posts)).toMatchObject({ body: { changed: 0 } });
    expect(
      (
        await admin('PUT', '/api/v1/scoring-schemes', {
          ...{ code: 'posts', area: 'D', name, from: '2026-01-01', rules: { ...RULES, sections } },
        })
      ).status,
    ).toBe(200);
    const { rows } = await json(`${JUNE.replace('pay', 'posts')}&level=officer`);
    const of = (code: string) => rows.find((row) => row.code === code)!;
    const rated = ['O1', 'O2', 'O4'].flatMap((code) => of(code).stars ?? []);
    const mean = rated.reduce((sum, one) => sum + one, 0) / rated.length;
    expect(of('L1')).toMatchObject({
      ...{ post: 'leader', parent: 'V1', category: 'part-time', rank: 1, peers: 1 },
      terms: [{ id: 'stars', value: expect.closeTo(mean, 4) }],
    });
    expect(of('S1')).toMatchObject({ post: 'staff', parent: 'T', total: 0, rank: 1, stars: 0 });
    const figures = await admin('GET', '/api/v1/metrics/patrols?level=officer&month=2026-06');
    const listed = (await figures.json()).rows as { code: string; metrics: object }[];
    expect(listed.find(({ code }) => code === 'S1')!.metrics).toMatchObject({
      ...{ dutyDays: 0, patrolsRequired: 0, effectiveMin: 0, completionRate: null },
    });
    const known = await (await admin('GET', '/api/v1/officers?at=2026-06-15T00:00:00Z')).json();
    expect(known.officers).toContainEqual(
      expect.objectContaining({ code: 'S1', gridId: null, post: 'staff', postAreaId: ids.areas.T }),
    );
    const posted = await (await admin('GET', '/api/v1/posts?day=2026-06-21')).json();
    expect(posted).toEqual({ posts: [posts[0]] });
    const before = await json(`${JUNE.replace('pay', 'posts')}&level=officer&asOf=${edition}`);
    expect(before.rows.map(({ code }) => code)).not.toContain('L1');
    expect(await put({ ...posts[1], withdrawn: true })).toMatchObject({ body: { changed: 1 } });
    const after = await json(`${JUNE.replace('pay', 'posts')}&level=officer`);
    expect(after.rows.map(({ code }) => code)).not.toContain('S1');
    expect(
      await put({ ...posts[0], officer: 'X', area: 'Y', lastDay: '2026-05-01' }),
    ).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/no officer.*no area Y in yours.*before firstDay/) },
    });
  });

  it('make up the record of an officer, of which every figure is what its link answers', async () => {
    const read = async (path: string) => (await admin('GET', path)).json();
    const id = ids.officers.O1!;
    const record = (await read(`/api/v1/officers/${id}/record?from=2026&to=2026`)) as OfficerRecord;
    expect(record).toMatchObject({
      officer: { code: 'O1', category: 'full-time' },
      held: [{ grid: 'G1', to: null }],
      ...{ from: '2026-01-01', to: '2027-01-01' },
    });
    expect(record.periods.map(({ name }) => name)).toEqual(['2026-Q2', '2026-Q3', '2026']);
    const told = record.definitions.map((one) => one.id);
    expect(told.sort()).toEqual(Object.keys(record.periods[0]!.metrics).sort());
    for (const { link, metrics } of record.periods)
      expect((await read(link)).rows).toMatchObject([{ id, metrics }]);
    const june = record.scores.find(({ scheme, name }) => scheme === 'pay' && name === '2026-06')!;
    expect(june).toMatchObject({ version: 1, stars: 3, rank: expect.any(Number) });
    expect(record.scores.some(({ name }) => name === '2026')).toBe(true);
    for (const { link, rank, total } of record.scores) {
      const { rows } = (await read(link)) as ScoreAnswer;
      expect(rows.find((row) => row.id === id)).toMatchObject({ rank, total });
    }
    expect((await admin('GET', '/api/v1/officers/999/record')).status).toBe(404);
    const long = `/api/v1/officers/${id}/record?from=2020&to=2026`;
    expect(await read(long)).toMatchObject({ detail: expect.stringContaining('at most 3') });
  });

  it('are nominated by among whom the scheme ranks, whoever asks', async () => {
    await put({ code: 'village', area: 'V2', rules: { ...RULES, honour: null } });
    const nominate = async (officer: string) => {
      const body = { scheme: 'village', level: 'officer', unitId: ids.officers[officer]! };
      const reply = await admin('POST', '/api/v1/nominations', {
        ...body,
        month: '2026-06',
        note: 'alone',
      });
      return { status: reply.status, body: await reply.json() };
    };
    const { rows } = await json('scheme=village&level=officer&month=2026-06');
    expect(rows.map(({ code, rank }) => [code, rank])).toEqual([['O3', 1]]);
    expect(await nominate('O3')).toMatchObject({ body: { code: 'O3', rank: 1 } });
    expect(await nominate('O1')).toMatchObject({ body: { problems: [{ code: 'no-rank' }] } });
  });

  it('score, nominate and record the very period a scheme begins in, and none before', async () => {
    const scheme = 'begun';
    await put({ code: scheme, rules: { ...RULES, honour: null }, from: '2026-06-20' });
    const month = (await ask(`scheme=${scheme}&level=officer&month=2026-06`)).text;
    expect(JSON.parse(month).scheme.versions).toEqual([1]);
    const pinned = await ask(`scheme=${scheme}&level=officer&month=2026-06&schemeVersion=1`);
    expect(pinned.text).toBe(month);
    const { rows } = JSON.parse(month) as ScoreAnswer;
    const best = rows.find(({ rank }) => rank === 1)!;
    const nominate = async (named: object) => {
      const body = { scheme, level: 'officer', unitId: best.id, note: 'first', ...named };
      return (await admin('POST', '/api/v1/nominations', body)).json();
    };
    expect(await nominate({ month: '2026-06' })).toMatchObject({ code: best.code, rank: 1 });
    expect(await nominate({ quarter: '2026-Q2' })).toMatchObject({ to: '2026-07-01' });
    expect(await nominate({ month: '2026-05' })).toMatchObject({
      problems: [{ code: 'scheme-not-then' }],
    });
    expect((await ask(`scheme=${scheme}&level=officer&month=2026-05`)).text).toMatch(
      /holds from 2026-06-20/,
    );
    const week = `scheme=${scheme}&level=officer&period=week`;
    expect((await ask(`${week}&from=2026-06-15&to=2026-06-22`)).status).toBe(200);
    expect((await ask(`${week}&from=2026-06-15&to=2026-06-20`)).status).toBe(400);
    const record = (await (
      await admin('GET', `/api/v1/officers/${best.id}/record?from=2026&to=2026`)
    ).json()) as OfficerRecord;
    const told = record.scores.filter((one) => one.scheme === scheme).map(({ name }) => name);
    expect(told).toEqual(['2026-06', '2026-07', '2026']);
  });

  it('are tried on the last whole period beside what was scored then, which changes nothing', async () => {
    const attempt = async (rules: ScoringRules, code = 'pay') => {
      const body = { area: 'D', code, level: 'officer', rules };
      const reply = await admin('POST', '/api/v1/scoring-schemes/try', body);
      return { status: reply.status, body: (await reply.json()) as SchemeTrial };
    };
    const before = (await ask(`${JUNE}&level=officer`)).text;
    const same = await attempt(RULES);
    expect([same.body.from, same.body.to, same.body.changed]).toEqual([
      '2026-06-01',
      '2026-07-01',
      0,
    ]);
    expect(same.body.rows.length).toBeGreaterThan(1);
    for (const row of same.body.rows) expect(row.before).toEqual(row.after);
    const [officers, grids] = RULES.sections;
    const richer = { ...RULES, sections: [{ ...officers!, base: 20 }, grids!] };
    const { body } = await attempt(richer);
    // Who was to walk and has no effective minute earns no base either.
    expect(body.changed).toBeGreaterThan(1);
    for (const [k, { after, before }] of body.rows.entries())
      expect((after!.total ?? 0) - (before!.total ?? 0)).toBeCloseTo(k < body.changed ? 10 : 0);
    expect((await attempt(RULES, 'new')).body.rows.every((row) => row.before === null)).toBe(true);
    // The first version scored the very period it began in.
    await put({ code: 'midway', from: '2026-06-20' });
    const midway = (await attempt(RULES, 'midway')).body;
    expect(midway.changed).toBe(0);
    for (const row of midway.rows) expect(row.before).toEqual(row.after);
    expect(
      await attempt({
        ...RULES,
        sections: [{ ...officers!, terms: [officers!.terms[0]!, officers!.terms[0]!] }],
      }),
    ).toMatchObject({
      status: 400,
    });
    expect((await ask(`${JUNE}&level=officer`)).text).toBe(before);
  });

  it('come by schemes that say who put them in force when, and are taken back before they score', async () => {
    const versions = async () => {
      const { schemes } = (await (await admin('GET', '/api/v1/scoring-schemes')).json()) as {
        schemes: ScoringScheme[];
      };
      return schemes.filter(({ code }) => code === 'late');
    };
    const withdraw = async (version: number) =>
      (
        await admin('POST', '/api/v1/scoring-schemes/withdraw', {
          area: 'D',
          code: 'late',
          version,
        })
      ).status;
    await put({ code: 'late', from: '2026-08-01' });
    await put({ code: 'late', from: '2026-09-01', rules: { ...RULES, lastShare: 0 } });
    expect(await versions()).toMatchObject([
      { version: 2, to: null, publishedBy: 'admin', publishedAt: expect.stringMatching(/^20/) },
      { version: 1, to: '2026-09-01', publishedBy: 'admin' },
    ]);
    expect(await withdraw(1)).toBe(409);
    expect(await withdraw(2)).toBe(204);
    expect(await versions()).toMatchObject([{ version: 1, to: null }]);
    expect(await withdraw(2)).toBe(409);
    expect(await withdraw(1)).toBe(204);
    expect(await versions()).toEqual([]);
    const held = { area: 'D', code: 'pay', version: 1 };
    expect((await admin('POST', '/api/v1/scoring-schemes/withdraw', held)).status).toBe(409);
  });
});
