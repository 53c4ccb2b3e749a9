import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { MetricAnswer } from '../../../server/contract/metrics/metrics.ts';
import type { OfficerRecord } from '../../../server/contract/metrics/officer-record.ts';
import type { Nomination } from '../../../server/contract/scoring/nominations.ts';
import type { ScoringRules } from '../../../server/contract/scoring/rules.ts';
import type { ScoreAnswer } from '../../../server/contract/scoring/scores.ts';
import { nameGridDays, rollupJobs } from '../../../server/db/queue/rollup-jobs.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { startTestApp } from '../../support/app.ts';
import { createUser, sessionOf } from '../../support/console.ts';
import { putJudgedPatrol } from '../../support/made/patrols.ts';
import { type Ids, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

/*
 * 2026 of nine officers, of whom one patrol of two hours is asked every Monday: 13 a quarter, 52 a year. How many Mondays each walked, from the
 * first of the quarter on; what is done is worth up to 100 points, and from 50 on there is a star. Of nine the last half are four.
 *
 *              Q1  Q2  Q3  Q4   year        points of the year
 *   A of G1    13  13  13   1   40 of 52    76.92
 *   B of G1    12  12  12   1   37 of 52    71.15
 *   C of G1     7   7   7   1   22 of 52    42.31
 *   D of G2     6   6   6   1   19 of 52    36.54
 *   E of G2     0   1   1   1    3 of 52     5.77
 *   F of G2     0   1   2   1    4 of 52     7.69
 *   G of G3     0   0   3   1    4 of 52     7.69
 *   H of G3     0   0   4   1    5 of 52     9.62
 *   I of G3     0   0   0   1    1 of 52     1.92
 */
const WALKED = {
  ...{ A: [13, 13, 13, 1], B: [12, 12, 12, 1], C: [7, 7, 7, 1], D: [6, 6, 6, 1] },
  ...{ E: [0, 1, 1, 1], F: [0, 1, 2, 1], G: [0, 0, 3, 1], H: [0, 0, 4, 1], I: [0, 0, 0, 1] },
};
const GRIDS = { A: 'G1', B: 'G1', C: 'G1', D: 'G2', E: 'G2', F: 'G2', G: 'G3', H: 'G3', I: 'G3' };
type Who = keyof typeof GRIDS;
const ALL = Object.keys(GRIDS) as Who[];
/** Weeks from the year's first Monday, the 5th of January, to that of NOW. */
const WEEKS = 21;

const RULES: ScoringRules = {
  period: 'quarter',
  sections: [
    {
      ...{ level: 'officer', base: 0 },
      terms: [
        {
          ...{ id: 'done', name: { zh: '完成', en: 'Done' }, role: 'scored', max: 100 },
          source: { metric: 'completionRate' },
          scale: { kind: 'linear', zeroAt: 0, fullAt: 1 },
        },
      ],
    },
  ],
  stars: [{ stars: 1, from: 50 }],
  lastShare: 0.5,
  honour: null,
  ranking: { minDutyDays: 1, minCompleteness: 0, maxLeaveShare: 1 },
};

describeStores('A year reckoned by hand', (store) => {
  let ids: Ids;
  let app: App;
  const cookies: Record<string, string> = {};
  /** The 10th of January after it. */
  const now = () => Date.UTC(2027, 0, 10);

  const call = async (
    path: string,
    { as = 'admin', body }: { as?: string; body?: object } = {},
  ) => {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method: body ? (path.startsWith('/scoring') ? 'PUT' : 'POST') : 'GET',
      headers: { cookie: cookies[as]!, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  const scores = (query: string): Promise<ScoreAnswer> => call(`/scores?level=officer&${query}`);
  const metrics = async (query: string) =>
    ((await call(`/metrics/patrols?${query}`)) as MetricAnswer).rows;

  beforeAll(async () => {
    const { db } = store();
    const officers = ALL.map((code) => ({ code, grid: GRIDS[code], handheld: `H${code}` }));
    ids = await seedTestWorld(db, { officers, rules: { patrolsPerDay: 1, dutyDays: [1] } });
    for (const officer of ALL)
      for (const [quarter, count] of WALKED[officer].entries())
        for (let week = 0; week < count; week++)
          await putJudgedPatrol(
            db,
            ids,
            { officer, grid: GRIDS[officer], day: (quarter * 13 + week - WEEKS) * 7 },
            { outcome: 'completed', effectiveMin: 120 },
          );
    await nameGridDays(db, { from: '2026-01-01', until: '2027-01-10', now: now(), missing: false });
    await vi.waitFor(
      async () => {
        await rollUpDue({ db, now, log: pino({ level: 'silent' }) });
        expect(await rollupJobs.count(db)).toBe(0);
      },
      { timeout: 60_000, interval: 20 },
    );
    app = await startTestApp(db, { now });
    for (const [name, role] of [
      ['admin', 'administrator'],
      ['supervisor', 'supervisor'],
    ] as const) {
      await createUser(db, { name, role, areaId: ids.areas.D! });
      cookies[name] = await sessionOf(app.url, name);
    }
    for (const lastTies of ['listed', 'spared'] as const) {
      const scheme = { code: lastTies, area: 'D', name: { zh: lastTies, en: lastTies } };
      const body = { ...scheme, from: '2026-01-01', rules: { ...RULES, lastTies } };
      expect(await call('/scoring-schemes', { body })).toMatchObject({ version: 1 });
    }
  }, 120_000);
  afterAll(() => app?.close());

  it('adds up to the figures of whole quarters and of the year, at every level', async () => {
    // 99 Mondays of G1, 26 of G2 and 10 of G3, each of 156; in all 135 of 468
    const expected = {
      'officer A': { dutyDays: 52, onDutyDays: 40, patrolsDone: 40, completionRate: 0.7692 },
      'officer I': { dutyDays: 52, onDutyDays: 1, patrolsDone: 1, completionRate: 0.0192 },
      'grid G1': { dutyDays: 156, onDutyDays: 99, patrolsDone: 99, completionRate: 0.6346 },
      'grid G2': { dutyDays: 156, onDutyDays: 26, patrolsDone: 26, completionRate: 0.1667 },
      'village V2': { dutyDays: 156, onDutyDays: 10, patrolsDone: 10, completionRate: 0.0641 },
      'district D': { dutyDays: 468, onDutyDays: 135, patrolsDone: 135, completionRate: 0.2885 },
    };
    for (const [unit, figures] of Object.entries(expected)) {
      const [level, code] = unit.split(' ');
      const [row] = (await metrics(`level=${level}&year=2026`)).filter((one) => one.code === code);
      const { daysCompleted, daysIncomplete, effectiveMin } = row!.metrics;
      expect([unit, row]).toMatchObject([
        unit,
        { from: '2026-01-01', whole: true, metrics: figures },
      ]);
      expect([daysCompleted, daysIncomplete, effectiveMin]).toEqual([
        ...[figures.patrolsDone, figures.dutyDays - figures.patrolsDone, figures.patrolsDone * 120],
      ]);
    }
    for (const [who, counts] of Object.entries(WALKED))
      for (const [at, patrolsDone] of counts.entries()) {
        const unitId = ids.officers[who];
        const rows = await metrics(`level=officer&quarter=2026-Q${at + 1}&unitId=${unitId}`);
        expect(rows).toMatchObject([
          { code: who, whole: true, metrics: { dutyDays: 13, patrolsDone } },
        ]);
      }
  });

  it('lists the last half of nine with ties across its border, or spares them, each with their number', async () => {
    /** Who is listed by quarter and in the year, where ties are listed and where they are spared. */
    const expected = {
      // Five at 0 across the border of four
      '2026-Q1': { listed: ['E', 'F', 'G', 'H', 'I'], spared: [] },
      // Three at 0, two at 7.69 across it
      '2026-Q2': { listed: ['E', 'F', 'G', 'H', 'I'], spared: ['G', 'H', 'I'] },
      // 0, 7.69, 15.38 and 23.08: four, none of them tied
      '2026-Q3': { listed: ['E', 'F', 'G', 'I'], spared: ['E', 'F', 'G', 'I'] },
      // All of them 7.69
      '2026-Q4': { listed: [], spared: [] },
      // The tie of F and G ends at the border
      '2026': { listed: ['E', 'F', 'G', 'I'], spared: ['E', 'F', 'G', 'I'] },
    };
    for (const [name, schemes] of Object.entries(expected))
      for (const [scheme, last] of Object.entries(schemes)) {
        const period = name === '2026' ? 'year' : 'quarter';
        const { rows } = await scores(`scheme=${scheme}&${period}=${name}`);
        const codes = rows.flatMap((row) => (row.last ? [row.code] : []));
        expect([name, scheme, codes.sort()]).toEqual([name, scheme, last]);
        for (const { listed, peers } of rows) expect([listed, peers]).toEqual([last.length, 9]);
      }
  });

  it('ranks the year, and knows who had no star in how many quarters of it', async () => {
    const { rows } = await scores('scheme=listed&year=2026');
    expect(rows.map(({ code, rank, total }) => [rank, code, total])).toEqual([
      ...[
        [1, 'A', 76.92],
        [2, 'B', 71.15],
        [3, 'C', 42.31],
        [4, 'D', 36.54],
        [5, 'H', 9.62],
      ],
      ...[
        [6, 'F', 7.69],
        [6, 'G', 7.69],
        [8, 'E', 5.77],
        [9, 'I', 1.92],
      ],
    ]);
    const quarters = 'scheme=listed&period=quarter&from=2026-01-01&to=2027-01-01';
    const starless = async (times: number) => {
      const answer = await scores(`${quarters}&withoutStar=${times}`);
      return [...new Set(answer.rows.map(({ code }) => code))].sort().join('');
    };
    // A, B and C had one until the last quarter, in which nobody did.
    expect([await starless(1), await starless(2), await starless(4), await starless(5)]).toEqual([
      ...['ABCDEFGHI', 'DEFGHI', 'DEFGHI', ''],
    ]);
  });

  it('nominates by quarters and decides by the year, and the record of an officer has it all', async () => {
    const nominate = (who: Who, quarter: string) =>
      call('/nominations', {
        body: {
          ...{ scheme: 'listed', level: 'officer', unitId: ids.officers[who], quarter },
          note: 'of the quarter',
        },
      });
    const made: Nomination[] = [await nominate('A', '2026-Q1'), await nominate('B', '2026-Q2')];
    expect(made).toMatchObject([
      { code: 'A', rank: 1, total: 100, year: 2026, to: '2026-04-01', nominatedBy: 'admin' },
      { code: 'B', rank: 2, total: 92.31, year: 2026, to: '2026-07-01', decision: null },
    ]);
    expect(await nominate('A', '2027-Q1')).toMatchObject({
      problems: [{ code: 'period-under-way' }],
    });
    const [of] = made;
    const decision = { decision: 'honoured', note: 'best of the year' };
    const decide = (as: string) => call(`/nominations/${of!.id}/decision`, { as, body: decision });
    expect(await decide('admin')).toMatchObject({ error: 'forbidden' });
    expect(await decide('supervisor')).toMatchObject({
      decidedBy: 'supervisor',
      ...{ year: 2026 },
    });
    const { nominations } = await call('/nominations?year=2026');
    expect(nominations.map((one: Nomination) => [one.code, one.decision])).toEqual([
      ['A', 'honoured'],
      ['B', null],
    ]);
    const record: OfficerRecord = await call(
      `/officers/${ids.officers.A}/record?from=2026&to=2026`,
    );
    expect(record.periods.map(({ metrics: own, name }) => [name, own.patrolsDone])).toEqual([
      ...[
        ['2026-Q1', 13],
        ['2026-Q2', 13],
        ['2026-Q3', 13],
        ['2026-Q4', 1],
        ['2026', 40],
      ],
    ]);
    const own = record.scores.filter(({ scheme }) => scheme === 'listed');
    expect(own.map(({ name, rank, stars, total }) => [name, total, rank, stars])).toEqual([
      ...[
        ['2026-Q1', 100, 1, 1],
        ['2026-Q2', 100, 1, 1],
        ['2026-Q3', 100, 1, 1],
      ],
      ...[
        ['2026-Q4', 7.69, 1, 0],
        ['2026', 76.92, 1, 1],
      ],
    ]);
    expect(record.nominations).toMatchObject([{ decision: 'honoured', id: of!.id }]);
  });
});
