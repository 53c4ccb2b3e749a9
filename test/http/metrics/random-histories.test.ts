import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import type { App } from '../../../server/app.ts';
import type { MetricAnswer, MetricRow } from '../../../server/contract/metrics/metrics.ts';
import type { Outcome } from '../../../server/contract/patrols/verdict.ts';
import type { ScoreAnswer } from '../../../server/contract/scoring/scores.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { nameGridDays, rollupJobs } from '../../../server/db/queue/rollup-jobs.ts';
import { decideContest, insertContest } from '../../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { addDays } from '../../../server/domain/metrics/periods.ts';
import { addSums } from '../../../server/domain/metrics/sums.ts';
import { rollUpDue } from '../../../server/jobs/rollups/rollup.ts';
import { cellSetsOf } from '../../../server/services/areas/cell-sets.ts';
import { importAreas } from '../../../server/services/areas/import-areas.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { putOfficerAssignments } from '../../../server/services/people/put-assignments.ts';
import { putLeave } from '../../../server/services/people/put-leave.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { collection, feature, importOptions } from '../../support/made/area-file.ts';
import { NEVER } from '../../support/made/patrols.ts';
import { verdictOf } from '../../support/made/verdicts.ts';
import { box, type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

const OUTCOMES: Outcome[] = ['completed', 'incomplete', 'suspicious', 'unverifiable'];
const FROM = '2026-05-25';
/** Two months, two weeks. */
const DAYS = 14;
const TO = addDays(FROM, DAYS);
const ROUNDS = 4;
const STEPS = 14;
const LEVELS = ['officer', 'grid', 'village', 'town', 'district'] as const;
/** Sums that add up over days and over parts of the ground: all but what is seen, which is a union. */
const isPlain = (name: string) => !/^(seenWeight|cellWeight)$|^ground\./.test(name);

describeStores('Figures over histories that change', (store) => {
  let ids: Ids;
  let app: App;
  let cookie: string;
  const now = () => NOW + 30 * DAY_MS;
  const random = createRandom('changing histories');
  const whole = (most: number) => Math.floor(random.uniform(0, most));
  const someDay = () => addDays(FROM, whole(DAYS));
  const midnight = (day: string) => `${day}T00:00:00+08:00`;
  const someOfficer = () => random.pick(['O1', 'O2', 'O3']);
  let shrunk = 0;

  const ask = async (path: string) => {
    const reply = await fetch(`${app.url}/api/v1${path}`, { headers: { cookie } });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path}: ${text}`);
    return text;
  };
  const json = async <T>(path: string): Promise<T> => JSON.parse(await ask(path));
  const figures = (query: string) => json<MetricAnswer>(`/metrics/patrols?${query}`);

  /** What may happen, in any order, to days long over. */
  const STEP = {
    async walk() {
      const { db } = store();
      const officerId = ids.officers[someOfficer()]!;
      const gridId = ids.areas[random.pick(['G1', 'G1', 'G2', 'G3'])]!;
      const startMs = Date.parse(midnight(someDay())) + whole(20) * HOUR_MS + whole(30) * MINUTE_MS;
      const patrolId = await startPatrol(db, { officerId, gridId, startMs, dueAt: NEVER });
      await endPatrol(db, { officerId, endMs: startMs + 50 * MINUTE_MS, dueAt: NEVER });
      await judge({ officerId, patrolId, gridId });
    },
    async judgeAgain() {
      const patrol = await somePatrol();
      if (patrol) await judge(patrol);
    },
    async contest() {
      const patrol = await somePatrol();
      if (!patrol) return;
      const { db } = store();
      const contest = await insertContest(db, { ...patrol, text: 'no', by: 'officer' });
      const overridden = whole(2) === 0;
      const decision = {
        decision: overridden ? ('overridden' as const) : ('upheld' as const),
        outcome: overridden ? random.pick(OUTCOMES) : null,
        ...{ note: 'seen', by: 'supervisor' },
      };
      if (contest && whole(3) > 0)
        await decideContest(db, { ...patrol, contestId: contest.id }, decision);
    },
    async leave() {
      const [officer, substitute] = [someOfficer(), random.pick(['O1', 'O2', 'O4', null])];
      const firstDay = someDay();
      await putLeave(
        store().db,
        [
          {
            ...{ officerId: ids.officers[officer]!, kind: 'leave', firstDay },
            substituteId: substitute && substitute !== officer ? ids.officers[substitute]! : null,
            lastDay: whole(4) === 0 ? null : addDays(firstDay, whole(4)),
          },
        ],
        now(),
      );
    },
    async swap() {
      const [from, grids] = [
        midnight(someDay()),
        random.pick([
          ['G1', 'G2'],
          ['G2', 'G1'],
        ]),
      ];
      const items = ['O1', 'O2'].map((officer, k) => ({ officer, grid: grids[k]!, from }));
      await putOfficerAssignments(store().db, items, now());
    },
    async redraw() {
      const size = 1 - 0.05 * ++shrunk;
      const { coordinates } = box(0, size);
      const g1 = feature(
        { code: 'G1', name: 'area G1', parent: 'V1', level: 'grid', type: 'urban' },
        coordinates,
        'MultiPolygon',
      );
      const from = midnight(addDays(FROM, Math.min(shrunk * 2, DAYS)));
      await importAreas(
        store().db,
        { collection: collection(g1), options: importOptions({ from, gridTypeKey: 'type' }) },
        { now: new Date(now()) },
      );
    },
  };

  async function somePatrol() {
    const patrols = await store()
      .db.selectFrom('patrols')
      .select(['officer_id as officerId', 'id as patrolId', 'grid_id as gridId'])
      .orderBy('id')
      .execute();
    return patrols.length > 0 ? random.pick(patrols) : undefined;
  }

  async function judge(patrol: { officerId: number; patrolId: number; gridId: number }) {
    const { db } = store();
    const [set] = await cellSetsOf(db, [{ gridId: patrol.gridId, gridVersion: 1, swathM: 25 }]);
    const seen = set!.cells.slice(0, whole(set!.cells.length));
    const verdict = verdictOf({
      ...{ outcome: random.pick(['completed' as const, ...OUTCOMES]), effectiveMin: 1 + whole(50) },
      ...{ seen, coverage: seen.length / set!.cells.length, gapMin: whole(10) },
    });
    const { officerId, patrolId } = patrol;
    await recordVerdict(db, { officerId, patrolId, normId: 1, decidedAt: now(), verdict });
  }

  /** The server judges anew what redrawn ground and late records touch; days follow. */
  const settle = () =>
    vi.waitFor(
      async () => {
        const due = await store()
          .db.selectFrom('verdict_jobs')
          .select('patrol_id')
          .where('due_at', '<=', new Date(now()))
          .execute();
        expect(due).toEqual([]);
        await rollUpDue({ db: store().db, now, log: pino({ level: 'silent' }) });
        expect(await rollupJobs.count(store().db)).toBe(0);
      },
      { timeout: 30_000, interval: 20 },
    );

  beforeAll(async () => {
    const { db } = store();
    ids = await seedTestWorld(db, { rules: { patrolsPerDay: 2, minRestMinutes: 30 } });
    app = await startTestApp(db, { now });
    cookie = await openSession(db, app.url, {
      name: 'a',
      role: 'administrator',
      areaId: ids.areas.D!,
    });
    const name = { zh: '分', en: 'Points' };
    const term = (id: string, metric: string) => ({
      ...{ id, name, role: 'scored', max: 50, source: { metric } },
      scale: { kind: 'linear', zeroAt: 0, fullAt: 1 },
    });
    const rules = {
      ...{ period: 'week', stars: [{ stars: 1, from: 30 }], lastShare: 0.5, honour: null },
      sections: ['officer', 'grid'].map((level) => ({
        ...{ level, base: 0 },
        terms: [term('done', 'completionRate'), term('seen', 'coverageUnion')],
      })),
      ranking: { minDutyDays: 0, minCompleteness: 0, maxLeaveShare: 1 },
    };
    const reply = await fetch(`${app.url}/api/v1/scoring-schemes`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'pay', area: 'D', name, rules, from: '2026-01-01' }),
    });
    expect(reply.status).toBe(200);
    await nameGridDays(db, { from: FROM, until: TO, now: now(), missing: false });
    await settle();
  }, 60_000);
  afterAll(() => app?.close());

  const RANGE = `from=${FROM}&to=${TO}`;
  const keyOf = ({ id, from }: MetricRow) => `${id} ${from}`;

  /** Every answer of an edition, by what was asked. */
  async function answers(edition: number) {
    const all = new Map<string, string>();
    for (const level of LEVELS)
      for (const period of ['day', 'week', 'year']) {
        const query = `level=${level}&period=${period}&${RANGE}&asOf=${edition}`;
        all.set(query, await ask(`/metrics/patrols?${query}`));
      }
    for (const level of ['officer', 'grid']) {
      const query = `scheme=pay&level=${level}&${RANGE}&asOf=${edition}`;
      all.set(query, await ask(`/scores?${query}`));
    }
    return all;
  }

  it('agree with themselves, whatever is put on record late', async () => {
    let {
      versions: { edition: before },
    } = await figures(`level=grid&${RANGE}`);
    for (let round = 0; round < ROUNDS; round++) {
      const held = await answers(before);
      for (let k = 0; k < STEPS; k++) {
        const kinds = Object.keys(STEP) as (keyof typeof STEP)[];
        await STEP[
          random.pick(['walk' as const, 'walk' as const, 'judgeAgain' as const, ...kinds])
        ]();
      }
      await settle();
      const {
        versions: { edition },
      } = await figures(`level=grid&${RANGE}`);
      await sameBytes(held);
      await changesTold(before, edition);
      await addUp();
      await scoresFollow();
      await daysFollow();
      before = edition;
    }
  }, 240_000);

  /** As of an edition the same, however often it is asked. */
  async function sameBytes(held: ReadonlyMap<string, string>) {
    for (const [query, text] of held)
      expect(
        await ask(`/${query.startsWith('scheme') ? 'scores' : 'metrics/patrols'}?${query}`),
      ).toBe(text);
  }

  /** Whoever asks for what changed since an edition misses no row that differs, and each tells it by itself. */
  async function changesTold(before: number, after: number) {
    for (const level of LEVELS)
      for (const period of ['day', 'week', 'month']) {
        const asked = `level=${level}&period=${period}&${RANGE}`;
        const [old, fresh, told] = await Promise.all([
          figures(`${asked}&asOf=${before}`),
          figures(`${asked}&asOf=${after}`),
          figures(`${asked}&asOf=${after}&updatedSince=${before}`),
        ]);
        const known = new Map(old.rows.map((row) => [keyOf(row), JSON.stringify(row.metrics)]));
        const differ = fresh.rows.filter(
          (row) => known.get(keyOf(row)) !== JSON.stringify(row.metrics),
        );
        expect([asked, differ.filter(({ changed }) => changed <= before)]).toEqual([asked, []]);
        const stand = new Set(fresh.rows.map(keyOf));
        const gone = old.rows.filter((row) => !stand.has(keyOf(row)));
        const toldKeys = new Set(told.rows.map(keyOf));
        expect([
          asked,
          [...differ, ...gone].map(keyOf).filter((key) => !toldKeys.has(key)),
        ]).toEqual([asked, []]);
      }
  }

  /** Days make up weeks, months and all; grids and officers make up what they lie in. */
  async function addUp() {
    const sums = async (level: string, period: string) =>
      (await figures(`level=${level}&period=${period}&${RANGE}&sums=true`)).rows;
    const plain = (rows: readonly MetricRow[]) =>
      Object.fromEntries(
        Object.entries(addSums(rows.map((row) => row.sums!)))
          .filter(([name, value]) => isPlain(name) && value !== 0)
          .sort(),
      );
    const district = plain(await sums('district', 'year'));
    for (const level of LEVELS)
      for (const period of ['day', 'week', 'month', 'quarter', 'year'])
        expect([level, period, plain(await sums(level, period))]).toEqual([
          level,
          period,
          district,
        ]);
    const csv = (await ask(`/metrics/patrols?level=officer&period=week&${RANGE}&format=csv`))
      .trim()
      .split('\n');
    const heads = csv[0]!.split(',');
    const { rows } = await figures(`level=officer&period=week&${RANGE}`);
    expect(csv.slice(1).map((line) => line.split(',').slice(heads.indexOf('dutyDays')))).toEqual(
      rows.map(({ metrics }) =>
        Object.values(metrics).map((value) => (value === null ? '' : String(value))),
      ),
    );
  }

  /** A term rests on the very figure that is told beside it; ranks follow totals; who is last is told alike in every row. */
  async function scoresFollow() {
    for (const level of ['officer', 'grid']) {
      const { rows } = await json<ScoreAnswer>(`/scores?scheme=pay&level=${level}&${RANGE}`);
      const of = await figures(`level=${level}&period=week&${RANGE}`);
      const known = new Map(of.rows.map((row) => [keyOf(row), row.metrics]));
      expect(new Set(rows.map(({ id, from }) => `${id} ${from}`))).toEqual(new Set(known.keys()));
      for (const { id, from, terms, total } of rows) {
        const { completionRate, coverageUnion } = known.get(`${id} ${from}`)!;
        expect(terms.map(({ value }) => value)).toEqual([completionRate, coverageUnion]);
        if (total !== null) expect(total).toBeLessThanOrEqual(100);
      }
      for (const from of new Set(rows.map((row) => row.from))) {
        const peers = rows.filter((row) => row.from === from && row.rank !== null);
        for (const { rank, total } of peers)
          expect(rank).toBe(1 + peers.filter((other) => other.total! > total!).length);
        const last = peers.filter((row) => row.last).length;
        for (const { listed, peers: count } of peers)
          expect([listed, count]).toEqual([last, peers.length]);
      }
    }
  }

  /** The days of a grid, and those of an officer, are the rows they are counted in. */
  async function daysFollow() {
    type Days = {
      days: { patrolsRequired: number; patrolsDone: number; verdict: { outcome: string } }[];
    };
    for (const [level, of, codes] of [
      ['officer', 'officerId', ids.officers],
      ['grid', 'gridId', { G1: ids.areas.G1, G2: ids.areas.G2, G3: ids.areas.G3 }],
    ] as const)
      for (const id of Object.values(codes)) {
        const { days } = await json<Days>(`/days?${RANGE}&${of}=${id}`);
        const [row] = (await figures(`level=${level}&period=year&${RANGE}&unitId=${id}`)).rows;
        const count = (outcome: string) =>
          days.filter(({ verdict }) => verdict.outcome === outcome).length;
        expect([
          days.reduce((sum, day) => sum + day.patrolsRequired, 0),
          days.reduce((sum, day) => sum + day.patrolsDone, 0),
          ...OUTCOMES.map(count),
        ]).toEqual([
          ...[row?.metrics.patrolsRequired ?? 0, row?.metrics.patrolsDone ?? 0],
          ...[row?.metrics.daysCompleted ?? 0, row?.metrics.daysIncomplete ?? 0],
          ...[row?.metrics.daysSuspicious ?? 0, row?.metrics.daysUnverifiable ?? 0],
        ]);
      }
  }
});
