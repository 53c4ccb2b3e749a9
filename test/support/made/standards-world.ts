import { sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { insertAlert } from '../../../server/db/alerts/alerts.ts';
import { insertFixes } from '../../../server/db/fixes/insert-fixes.ts';
import { createFixPartitions } from '../../../server/db/fixes/partitions.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeStudyResult } from '../../../server/db/studies/studies.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { ringOf } from '../../../server/domain/geo/h3.ts';
import { createKeySecret, writeKey } from '../../../server/http/accounts/reader.ts';
import { cellSetsOf } from '../../../server/services/areas/cell-sets.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { recordFindings } from '../../../server/services/warnings/record-findings.ts';
import { cellsIn, findingOf } from './findings.ts';
import { fixRows } from './fix-rows.ts';
import { CATEGORIES, incidentAt, placeIn } from './incidents.ts';
import { NEVER } from './patrols.ts';
import { verdictOf } from './verdicts.ts';
import { type Ids, NOW, seedTestWorld } from './world.ts';

/** Fixes of each walk, and incidents. */
export const WALK = 120;
export const INCIDENTS = 25;
/** A name that a spreadsheet would take for a formula. */
export const FORMULA = '=1+1';

export interface StandardsWorld {
  ids: Ids;
  studyId: number;
  /** Patrol and handheld of the walk in G1. */
  track: string;
  /** Text of a key over an area. */
  keyOf: (area: string, persons?: boolean) => Promise<string>;
}

/** A district with two patrols of walks in G1 and G3, incidents, a warning, alerts and a shared study of three cells. */
export async function seedStandardsWorld(db: Db): Promise<StandardsWorld> {
  const ids = await seedTestWorld(db);
  await putIncidentCategories(db, CATEGORIES);
  const [set] = await cellSetsOf(db, [{ gridId: ids.areas.G1!, gridVersion: 1, swathM: 25 }]);
  const startMs = NOW - 4 * HOUR_MS;
  await createFixPartitions(db).ensure([startMs]);
  const patrols: number[] = [];
  for (const [officer, handheld, grid] of [
    ['O1', 'H1', 'G1'],
    ['O3', 'H3', 'G3'],
  ] as const) {
    const officerId = ids.officers[officer]!;
    const patrolId = await startPatrol(db, {
      ...{ officerId, gridId: ids.areas[grid]!, startMs, dueAt: NEVER },
    });
    await endPatrol(db, { officerId, endMs: startMs + 2 * HOUR_MS, dueAt: NEVER });
    const rows = fixRows(ids.handhelds[handheld]!, {
      from: startMs + MINUTE_MS,
      count: WALK,
      grid,
    });
    await insertFixes(db, rows, NEVER);
    const seen = grid === 'G1' ? set!.cells.slice(0, 5) : [];
    const verdict = verdictOf({ outcome: 'completed', effectiveMin: 110, coverage: 0.6, seen });
    await recordVerdict(db, { officerId, patrolId, normId: 1, decidedAt: NOW, verdict });
    patrols.push(patrolId);
  }
  await putIncidents(
    db,
    Array.from({ length: INCIDENTS }, (_, k) =>
      incidentAt(
        `I${k}`,
        NOW - (k + 1) * HOUR_MS,
        placeIn(k % 2 ? 'G3' : 'G1', 0.3, (k + 1) / 30),
        {
          category: k % 5 === 0 ? 'fire' : 'noise',
        },
      ),
    ),
  );
  const findings = [findingOf({ areaId: ids.areas.G1!, cells: cellsIn('G1') })];
  await recordFindings(db, { areaId: ids.areas.D!, at: NOW, now: NOW, findings });
  for (const [k, position] of [placeIn('G1', 0.5, 0.5), null].entries())
    await insertAlert(db, {
      ...{ officerId: ids.officers.O1!, kind: 'sos', at: NOW - (k + 1) * HOUR_MS },
      ...{ patrolId: null, position, text: FORMULA },
    });
  return {
    ids,
    studyId: await seedStudy(db, ids),
    track: `${patrols[0]}-${ids.handhelds.H1}`,
    async keyOf(area, persons = true) {
      const secret = createKeySecret();
      const { id } = await createApiKey(db, {
        ...{ name: area, areaId: ids.areas[area]!, createdBy: 'test', persons },
        ...{ requestsPerMinute: 6_000, keyHash: hashSecret(secret) },
      });
      return writeKey(id, secret);
    },
  };
}

async function seedStudy(db: Db, ids: Ids): Promise<number> {
  const cells = cellsIn('G1', 1).slice(0, 3);
  const { rows } = await sql<{ id: number }>`
    insert into studies (name, owner, area_id, shared, method, parameters, selection, state)
    values ('hot spots', 'somebody', ${ids.areas.D!}, true, 'gi-star', '{}', '{}', 'done') returning id`.execute(
    db,
  );
  const table = {
    columns: {
      cell: cells,
      count: cells.map((_, k) => k * 3),
      z: cells.map((_, k) => (k === 0 ? null : k + 0.25)),
      spot: cells.map((_, k) => (k ? 'hot' : 'none')),
    },
    geometry: cells.map((cell) => ({ type: 'Polygon', coordinates: [ringOf(cell)] })),
  };
  await storeStudyResult(db, rows[0]!.id, 0, JSON.stringify({ table, summary: {}, notes: [] }));
  return rows[0]!.id;
}
