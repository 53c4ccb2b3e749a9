import fc from 'fast-check';
import { getResolution } from 'h3-js';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import type {
  IncidentInput,
  IncidentWithdrawal,
} from '../../../server/contract/people/provision.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import type { Finding } from '../../../server/contract/warnings/warning.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import { listWarnings } from '../../../server/db/warnings/list.ts';
import { cellOf } from '../../../server/domain/geo/h3.ts';
import { SEVERE_METHOD } from '../../../server/domain/risk/to-finding.ts';
import { endsADay } from '../../../server/jobs/risk/looks.ts';
import { createRiskRun } from '../../../server/jobs/risk/risk.ts';
import { reportIncidents } from '../../../server/services/incidents/report-incidents.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../../server/services/warnings/record-findings.ts';
import { CATEGORIES, placeIn, usualIncidents } from '../../support/made/incidents.ts';
import { NOW, seedTestWorld } from '../../support/made/world.ts';
import { emptyTables } from '../../support/stores/empty-tables.ts';
import { describeStores } from '../../support/stores/stores.ts';

/** Local midnight before NOW. */
const MIDNIGHT = NOW - 10 * HOUR_MS;
/** Day before all that is said here. */
const SINCE = new Date(NOW - 32 * DAY_MS).toISOString();

type Item = IncidentInput | IncidentWithdrawal;

/** What is said of an incident: mostly of one corner and two days, so that it comes to warnings; some of it ends after NOW. */
const said = fc.record({
  category: fc.constantFrom('noise', 'noise-night', 'noise', 'fire'),
  severity: fc.constantFrom(...(['minor', 'moderate', 'serious', 'severe'] as const)),
  position: fc.constantFrom(
    ...[0, 0, 0, 1, 2].map((k) => (k === 0 ? placeIn('G3', 0.8, 0.8) : placeIn('G1', k / 4, 0.3))),
  ),
  endedH: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 25, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: -6, max: 24 }) },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 700 }) },
  ),
  lastedH: fc.constantFrom(0, 0, 2, 9),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;
const WITHDRAWN = null;
/** All that is ever said of an incident, by revision. */
const story = fc.tuple(
  said,
  fc.array(
    fc.oneof({ weight: 4, arbitrary: said }, { weight: 1, arbitrary: fc.constant(WITHDRAWN) }),
    { maxLength: 3 },
  ),
  fc.boolean(),
);
const history = fc.record({
  stories: fc.array(story, { minLength: 16, maxLength: 30 }),
  /** Hours before NOW the job runs at, besides NOW; 10 is midnight. */
  runsH: fc.uniqueArray(fc.integer({ min: 1, max: 44 }), { minLength: 2, maxLength: 3 }),
  /** Decides order, repetition and batches. */
  luck: fc.integer(),
});

function itemOf(k: number, facts: Said | null, revision: number, flagged: boolean): Item {
  const id = `P${k}`;
  if (facts === WITHDRAWN) return { id, withdrawn: true, revision };
  const { endedH, lastedH, ...rest } = facts;
  const end = NOW - endedH * HOUR_MS;
  return {
    ...rest,
    id,
    revision,
    foundBy: 'reported',
    from: new Date(end - Math.max(lastedH, -endedH) * HOUR_MS).toISOString(),
    to: new Date(end).toISOString(),
    ...(flagged && revision > 0 ? { correction: true } : {}),
  };
}
const beganAt = (item: Item) => ('from' in item ? Date.parse(item.from) : 0);

describeStores('Incidents in any order', (store) => {
  let now = NOW;
  let job: ReturnType<typeof createRiskRun>;
  let district: number;

  beforeAll(async () => {
    const { db } = store();
    district = (await seedTestWorld(db)).areas.D!;
    await putIncidentCategories(db, CATEGORIES);
    await putIncidents(db, usualIncidents(MIDNIGHT));
    job = createRiskRun({ db, now: () => now, everyMin: 60 });
  }, 60_000);
  afterAll(() => job?.close());

  const forgetWarnings = () =>
    emptyTables(store().db, [
      'webhook_events',
      'warning_steps',
      'warning_versions',
      'warning_findings',
      'warnings',
      'warning_runs',
    ]);
  /** Leaves the usual alone. */
  async function forget() {
    const { db } = store();
    await forgetWarnings();
    await emptyTables(db, ['incident_versions', 'risk_corrections']);
    await sql`delete from incidents where id like 'P%'`.execute(db);
    await sql`delete from matters where incident_id like 'P%'`.execute(db);
    await sql`
      update risk_days set version = version + 1, judged = version + 1
      where day >= ${SINCE}::date`.execute(db);
  }

  const report = (items: readonly Item[]) =>
    reportIncidents({ db: store().db, now: () => now, onChanged() {} }, items, {
      datum: 'wgs84',
      by: 'centre',
      within: null,
    });
  async function runAt(t: number) {
    now = t;
    await job.run();
  }

  /** Delivers what has begun in any order, some of it twice, in batches of any size, the job running between. */
  async function anyhow(items: readonly Item[], moments: readonly number[], luck: number) {
    const random = createRandom(`${luck}`);
    let waiting = items.flatMap((item) => (random.chance(0.2) ? [item, item] : [item]));
    const deliver = async (share: number) => {
      const due = random.shuffle(
        waiting.filter((item) => beganAt(item) <= now && random.chance(share)),
      );
      waiting = waiting.filter((item) => !due.includes(item));
      while (due.length > 0) {
        const batch = due.splice(0, random.integer(1, 12));
        const outcomes = await report(batch);
        // What corrects something not known yet, or stood twice in one batch, is sent again.
        for (const [k, { reason }] of outcomes.entries())
          if (reason === 'unknown-incident' || reason === 'repeated') waiting.push(batch[k]!);
      }
    };
    for (const t of moments) {
      now = t;
      await deliver(t === NOW ? 1 : 0.6);
      while (t === NOW && waiting.length > 0) await deliver(1);
      await runAt(t);
    }
  }

  /** Findings in force by run. */
  async function findings() {
    const { rows } = await sql<{ at: number; finding: Finding }>`
      select round(date_part('epoch', at) * 1000) as at, finding from warning_findings
      where superseded is null order by at, n`.execute(store().db);
    return rows;
  }
  async function incidents() {
    const { rows } = await sql`
      select id, category, severity, ST_AsText(position) as position, cell::text, occurred_from, occurred_to, grid_id, revision
      from incidents where id like 'P%' order by id`.execute(store().db);
    return rows;
  }
  async function matters() {
    const { rows } = await sql`
      select incident_id, grid_id, day, found_by, kinds, points from matters
      where superseded is null and incident_id like 'P%' order by 1`.execute(store().db);
    return rows;
  }
  /** Days the job has yet to look at, and corrections it has yet to follow. */
  async function waiting() {
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from risk_days where judged <> version and day >= ${SINCE}::date)
        + (select count(*) from risk_corrections) as n`.execute(store().db);
    return Number(rows[0]!.n);
  }
  /** Warnings the data supports, without their names and history. */
  const supported = async () =>
    (await listWarnings(store().db, { within: district, limit: 500 })).warnings
      .filter((warning) => warning.supported)
      .map(({ cells, category, foundFrom, foundTo, level, observed, peak, state }) =>
        JSON.stringify([category, state, level, peak, foundFrom, foundTo, observed, cells.sort()]),
      )
      .sort();

  it('doubled, split, late and corrected end in the risk state of the same incidents in one go', async () => {
    let warned = 0;
    const check = async ({
      luck,
      runsH,
      stories,
    }: typeof history extends fc.Arbitrary<infer T> ? T : never) => {
      const moments = [...runsH, 0].sort((a, b) => b - a).map((h) => NOW - h * HOUR_MS);
      const items = stories.map(([first, rest, flagged], k) =>
        [first, ...rest].map((facts, revision) => itemOf(k, facts, revision, flagged)),
      );
      await forget();
      await anyhow(items.flat(), moments, luck);
      expect(await waiting()).toBe(0);
      const [known, counted, found, standing] = [
        await incidents(),
        await matters(),
        await findings(),
        await supported(),
      ];

      await forget();
      now = NOW;
      const last = items.map((said) => said.at(-1)!).filter((item) => 'from' in item);
      await report(last.map(({ correction: _, ...item }) => item));
      for (const t of moments) await runAt(t);
      expect([known, counted]).toEqual([await incidents(), await matters()]);
      const whole = (list: typeof found) =>
        list.filter(({ at }) => at === NOW || endsADay(at, 'Asia/Shanghai'));
      expect(whole(found)).toEqual(whole(await findings()));

      // What was found at a moment of an unfinished day rests on incidents that are still what they were said to be.
      const lastOf = new Map(last.map((item) => [item.id, item]));
      for (const { finding } of found)
        for (const id of finding.incidentIds.filter((id) => id.startsWith('P'))) {
          const { category, position, severity, to } = lastOf.get(id)!;
          expect(finding.cells).toContain(cellOf(position, getResolution(finding.cells[0]!)));
          expect(to! >= finding.from && to! < finding.to).toBe(true);
          expect(category.startsWith(finding.category ?? '')).toBe(true);
          if (finding.method === SEVERE_METHOD) expect(severity).toBe('severe');
        }

      // The warnings are those of the same runs in time, once.
      await forgetWarnings();
      for (const at of new Set([...moments, ...found.map(({ at }) => at)].sort((a, b) => a - b))) {
        const own = found.filter((one) => one.at === at).map(({ finding }) => finding);
        await recordFindings(store().db, { areaId: district, at, now: NOW, findings: own });
      }
      expect(standing).toEqual(await supported());
      warned += standing.length > 0 ? 1 : 0;
    };
    await fc.assert(fc.asyncProperty(history, check), {
      seed: 20,
      numRuns: 5,
      endOnFailure: true,
    });
    expect(warned).toBe(5);
  }, 120_000);
});
