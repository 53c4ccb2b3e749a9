import { sql } from 'kysely';
import type { CaseUnit } from '../../../server/contract/cases/figures.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import { putDeadlines } from '../../../server/db/cases/deadlines.ts';
import { putDepartments } from '../../../server/db/cases/departments.ts';
import type { NewFact } from '../../../server/db/cases/facts.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { findEdition } from '../../../server/db/rollups/metric-groups.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { CASE_PRESETS } from '../../../server/domain/cases/presets.ts';
import { SCORING_PRESETS } from '../../../server/domain/scoring/presets.ts';
import { seedWorld } from '../../../server/services/areas/seed-world.ts';
import { answerCases } from '../../../server/services/cases/case-figures.ts';
import { plainFact } from '../../../server/services/cases/open-cases.ts';
import { recordChangedCases } from '../../../server/services/cases/record-cases.ts';
import { takeFacts } from '../../../server/services/cases/take-step.ts';
import { takeIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { createRandom } from '../../simulator/random.ts';
import { incidentsOf, plantHotSpots } from '../../simulator/reports/incidents.ts';
import { toIncidentInput } from '../../simulator/wire/wire.ts';
import type { World } from '../../simulator/world/world.ts';
import { scoresAnswered } from '../answers.ts';
import { type Comparison, compareFigures } from '../compare.ts';
import { scoreUnits, type UnitFacts } from '../reading/scores.ts';
import { type PlannedFact, planCase } from './plan-case.ts';
import { readCases } from './read-cases.ts';
import { type Approach, storeApproaches } from './walk-there.ts';

export interface CaseMonth {
  db: Db;
  world: World;
  /** Local midnight it begins at, Unix ms. */
  fromMs: number;
  /** First local day, and the one after the last. */
  from: string;
  to: string;
  /** Hours between two looks: what came meanwhile is taken together, in the order of arrival. */
  everyH: number;
  step?: (text: string) => void;
}

const UNITS: readonly CaseUnit[] = ['grid', 'town', 'district', 'officer', 'department'];

/** Brings in a deployment whose every category opens cases, its departments, and its preset's deadlines. */
async function prepare({ db, fromMs, world }: CaseMonth): Promise<void> {
  await seedWorld(db, world, { from: new Date(fromMs - 30 * DAY_MS) });
  await sql`update incident_categories set opens_case = true`.execute(db);
  const top = world.areas.find(({ parentCode }) => parentCode === null)!.code;
  const { rules } = CASE_PRESETS[world.scenario];
  const from = new Date(fromMs - DAY_MS).toISOString();
  const put = [
    await putDeadlines(db, [{ area: top, category: null, severity: null, rules, from }]),
    await putDepartments(
      db,
      ['police', 'roads', 'water'].map((code) => ({
        ...{ code, name: code, kind: 'department' as const, duties: [{ area: top }] },
      })),
      { homeAreaId: null, nowMs: fromMs },
    ),
  ];
  for (const one of put) if ('refused' in one) throw new Error(one.refused.join('; '));
}

/**
 * Reports a month's incidents as they happen, lets officers, supervisors and departments do what they do about them, facts of handhelds late
 * and twice among them, and sets the service's figures against a reading of the raw facts in plain SQL.
 */
export async function runCases(
  month: CaseMonth,
): Promise<{ cases: number; units: Record<string, Comparison> }> {
  const { db, everyH, fromMs, to, world } = month;
  await prepare(month);
  const toMs = fromMs + Math.round((Date.parse(to) - Date.parse(month.from)) / DAY_MS) * DAY_MS;
  const incidents = [...incidentsOf(world, plantHotSpots(world, fromMs, toMs), fromMs, toMs)].sort(
    (a, b) => a.toMs - b.toMs,
  );
  const partitions = createFixPartitions(db);
  let approaches: Approach[] = [];
  const waiting: { receivedAt: number; fact: NewFact }[] = [];
  let reported = 0;
  for (let nowMs = fromMs + everyH * HOUR_MS; nowMs <= toMs; nowMs += everyH * HOUR_MS) {
    const until = incidents.findIndex((incident, k) => k >= reported && incident.toMs > nowMs);
    const batch = incidents.slice(reported, until < 0 ? incidents.length : until);
    reported += batch.length;
    const { cases } = await takeIncidents(
      db,
      { incidents: batch.map(toIncidentInput), withdrawals: [] },
      { by: null, within: null, reportedMs: nowMs },
    );
    const officers = await officersOf(
      db,
      cases.map(({ gridId }) => gridId!),
    );
    const departmentIds = await idsOf(db);
    for (const { gridId, id, incidentId, openedAt, position } of cases) {
      const { handheldId, officerId } = officers.get(gridId!)!;
      const plan = planCase({
        ...{ seed: `${world.seed}/${incidentId}`, openedAt: Date.parse(openedAt) },
        ...{ rules: CASE_PRESETS[world.scenario].rules, departmentIds, officerId },
      });
      waiting.push(...toFacts(id, officerId, plan));
      for (const { at, receivedAt, step } of plan)
        if (step === 'arrive')
          approaches.push({ officerId, handheldId, place: position, at, receivedAt });
    }
    approaches = await storeApproaches({ db, partitions }, approaches, nowMs);
    waiting.sort((a, b) => a.receivedAt - b.receivedAt);
    const due = waiting.splice(
      0,
      waiting.findLastIndex(({ receivedAt }) => receivedAt <= nowMs) + 1,
    );
    await takeFacts(
      db,
      due.map(({ fact }) => fact),
      nowMs,
    );
    await recordChangedCases(db, nowMs);
    month.step?.(`${reported} of ${incidents.length} reported`);
  }
  return { cases: reported, units: await compareCases(month, toMs) };
}

/** The service's figures as of a moment (Unix ms) beside the reading. */
export async function compareCases(
  { db, from, to, world }: Pick<CaseMonth, 'db' | 'from' | 'to' | 'world'>,
  untilMs: number,
): Promise<Record<string, Comparison>> {
  await sql`update cases set recorded_version = 0 where id = (select min(id) from cases)`.execute(
    db,
  );
  await recordChangedCases(db, untilMs);
  const edition = (await findEdition(db))!;
  const units: Record<string, Comparison> = {};
  const { rules } = SCORING_PRESETS[world.scenario]!;
  const nowMs = Date.parse(edition.at);
  const readings = await readCases(db, UNITS, { from, to, nowMs, timeZone: world.timeZone });
  for (const unit of UNITS) {
    const asked = { from, to, period: 'month' as const, unit, limit: undefined, unitId: undefined };
    const { rows } = await answerCases(db, asked, { edition, within: [], offset: 0 });
    const read = readings.get(unit)!;
    units[unit] = compareFigures(rows, read);
    if (unit !== 'department' || !rules.sections.some(({ level }) => level === unit)) continue;
    const facts = [...read].map(([code, cases]): [string, UnitFacts] => [
      code,
      { figures: {}, matters: [], category: null, cases },
    ]);
    const answered = await scoresAnswered(db, { world, from, to, level: unit }, rules);
    units['scores of departments'] = compareFigures(
      answered,
      scoreUnits(new Map(facts), unit, rules),
    );
  }
  return units;
}

/** A plan as facts by who does them: supervisors of the district, or the officer by handheld. Some of a handheld's come twice. */
const toFacts = (caseId: number, officerId: number, plan: readonly PlannedFact[]) =>
  plan.flatMap(({ at, own, receivedAt, step, told }, n) => {
    const who = own
      ? { by: 'handheld:sim', officerId, level: null }
      : { by: 'sim', officerId: null, level: 'city' as const };
    const fact = plainFact({ caseId, id: `${n}`, step, at, ...who, ...told });
    const again = own && createRandom(`${caseId}/${n}`).chance(0.1);
    return [{ receivedAt, fact }, ...(again ? [{ receivedAt: receivedAt + HOUR_MS, fact }] : [])];
  });

/** The officer of each grid, with the handheld carried. */
async function officersOf(
  db: Db,
  gridIds: readonly number[],
): Promise<Map<number, { officerId: number; handheldId: number }>> {
  const { rows } = await sql<{ gridId: number; officerId: number; handheldId: number }>`
    select g.id as "gridId", o.id as "officerId", h.handheld_id as "handheldId"
    from unnest(${gridIds}::bigint[]) as g (id)
    cross join lateral (select coalesce((select min(officer_id) from officer_assignments where area_id = g.id),
      (select min(id) from officers)) as id) o
    cross join lateral (select min(handheld_id) as handheld_id from handheld_assignments where officer_id = o.id) h`.execute(
    db,
  );
  return new Map(rows.map(({ gridId, ...one }) => [gridId, one]));
}

async function idsOf(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from departments order by id`.execute(db);
  return rows.map(({ id }) => id);
}
