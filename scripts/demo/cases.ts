import { sql } from 'kysely';
import { byHandheld } from '../../server/contract/handhelds/by-handheld.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { putDeadlines } from '../../server/db/cases/deadlines.ts';
import { putDepartments } from '../../server/db/cases/departments.ts';
import { changeCategory } from '../../server/db/incidents/categories.ts';
import type { Db } from '../../server/db/store/open.ts';
import { CASE_PRESETS } from '../../server/domain/cases/presets.ts';
import { plainFact } from '../../server/services/cases/open-cases.ts';
import { takeFacts } from '../../server/services/cases/take-step.ts';
import { takeIncidents } from '../../server/services/incidents/store-incidents.ts';
import { planCase } from '../month/cases/plan-case.ts';
import type { SimIncident } from '../simulator/reports/incidents.ts';
import { toIncidentInput } from '../simulator/wire/wire.ts';
import { CASE_DEPARTMENTS } from '../simulator/world/cases.ts';
import { topArea } from '../simulator/world/top-area.ts';
import type { World } from '../simulator/world/world.ts';

const SINCE_MS = 48 * HOUR_MS;
/** The first case opened after each of these moments before now is left lying: over its deadline, over it, near it. */
const LEFT_LYING_H = [46, 30, 23];

/** Whether an incident opens a case of the demo. */
export const opensCase = ({ category, toMs }: SimIncident, nowMs: number): boolean =>
  toMs > nowMs - SINCE_MS &&
  toMs <= nowMs &&
  CASE_DEPARTMENTS.some((one) => one.category === category);

/** Reports incidents, each when it happened, and does about their cases what people would have done by now. */
export async function openDemoCases(
  db: Db,
  world: World,
  incidents: readonly SimIncident[],
  nowMs: number,
): Promise<void> {
  const top = await topArea(db, world);
  const { rules } = CASE_PRESETS[world.scenario];
  const from = new Date(nowMs - 2 * SINCE_MS).toISOString();
  const departments = CASE_DEPARTMENTS.map(({ category, ...one }) => ({
    ...one,
    duties: [{ area: top.code, category }],
  }));
  for (const put of [
    await putDeadlines(db, [{ area: top.code, category: null, severity: null, rules, from }]),
    await putDepartments(db, departments, { homeAreaId: top.id, nowMs: Date.now() }),
  ])
    if ('refused' in put) throw new Error(put.refused.join('; '));
  for (const { category } of CASE_DEPARTMENTS)
    await changeCategory(db, category, { opensCase: true });

  const officerOf = await officersByGrid(db);
  const idOf = await departmentsByCode(db);
  const inOrder = incidents.toSorted((a, b) => a.toMs - b.toMs);
  const leftLying = new Set(
    LEFT_LYING_H.map((hours) => inOrder.find(({ toMs }) => toMs > nowMs - hours * HOUR_MS)),
  );
  const facts = [];
  for (const incident of inOrder) {
    const { cases } = await takeIncidents(
      db,
      { incidents: [toIncidentInput(incident)], withdrawals: [] },
      { by: null, within: null, reportedMs: incident.toMs },
    );
    const [opened] = cases;
    const officer = officerOf.get(opened?.gridId ?? 0);
    if (!opened || !officer || leftLying.has(incident)) continue;
    const { handheld, officerId } = officer;
    const { code } = CASE_DEPARTMENTS.find(({ category }) => category === incident.category)!;
    const plan = planCase({
      ...{ seed: `${world.seed}/${incident.id}`, openedAt: incident.toMs, rules, officerId },
      departmentIds: [idOf.get(code)!],
    });
    for (const [n, { at, own, receivedAt, step, told }] of plan.entries())
      if (receivedAt <= nowMs)
        facts.push({
          receivedAt,
          ...plainFact({
            ...{ caseId: opened.id, id: `${n}`, step, at, ...told },
            ...(own
              ? { by: byHandheld(handheld), officerId, level: null }
              : { by: 'supervisor', officerId: null, level: top.level }),
          }),
        });
  }
  await takeFacts(db, facts, nowMs);
}

/** Who has each grid, and by which handheld. */
async function officersByGrid(
  db: Db,
): Promise<Map<number, { officerId: number; handheld: string }>> {
  const { rows } = await sql<{ areaId: number; officerId: number; handheld: string }>`
    select distinct on (a.area_id) a.area_id as "areaId", a.officer_id as "officerId", h.code as handheld
    from officer_assignments a join handheld_assignments c on c.officer_id = a.officer_id join handhelds h on h.id = c.handheld_id
    order by a.area_id, a.officer_id`.execute(db);
  return new Map(rows.map(({ areaId, ...officer }) => [areaId, officer]));
}

async function departmentsByCode(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{
    code: string;
    id: number;
  }>`select code, id from departments`.execute(db);
  return new Map(rows.map(({ code, id }) => [code, id]));
}
