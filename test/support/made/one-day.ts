import { sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { insertAlert } from '../../../server/db/alerts/alerts.ts';
import { putIncidentCategories } from '../../../server/db/people/provision.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeStudyResult } from '../../../server/db/studies/studies.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { openByHand } from '../../../server/services/cases/open-cases.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { recordFindings } from '../../../server/services/warnings/record-findings.ts';
import { findingOf } from './findings.ts';
import { CATEGORIES, incidentAt, placeIn } from './incidents.ts';
import { NEVER } from './patrols.ts';
import { verdictOf } from './verdicts.ts';
import { type Ids, NOW } from './world.ts';

/** One of each thing of a first day. */
export interface OneDay {
  caseId: number;
  gridId: number;
  incidentId: string;
  officerId: number;
  patrolId: number;
  studyId: number;
  warningId: number;
}

const INCIDENTS = 12;

/** A result of DBSCAN over the incidents of the day, as it is stored. */
const clustered = (owner: string) => {
  const rows = Array.from({ length: INCIDENTS }, (_, k) => ({ k, ...placeOf(k) }));
  const columns = {
    id: rows.map(({ k }) => `i${k}`),
    cluster: rows.map(({ k }) => (k % 3 === 0 ? 0 : 1)),
    role: rows.map(({ k }) => (k % 3 === 0 ? 'noise' : 'core')),
    lng: rows.map(({ lng }) => lng),
    lat: rows.map(({ lat }) => lat),
  };
  const summary = { incidents: INCIDENTS, clusters: 1, noise: INCIDENTS / 3 };
  const insert = sql<{ id: number }>`
    insert into studies (name, owner, area_id, shared, method, parameters, selection, state, summary, started_at, finished_at)
    select 'Fires', u.name, u.area_id, true, 'dbscan', '{"epsM": 60, "minPts": 4}', '{}', 'done', ${JSON.stringify(summary)}::jsonb,
      now(), now() from users u where u.name = ${owner} returning id`;
  return {
    insert,
    text: JSON.stringify({ summary, table: { columns }, notes: [], noteCodes: [] }),
  };
};

const placeOf = (k: number) => placeIn('G1', 0.4 + 0.02 * (k % 4), 0.5 + 0.02 * (k >> 2));

/** The first day of the test world: a patrol judged and one under way, a call for help, incidents, a case, a warning and a study of `owner`. */
export async function putOneDay(db: Db, ids: Ids, owner = 'root'): Promise<OneDay> {
  const officerId = ids.officers.O1!;
  const gridId = ids.areas.G1!;
  const startMs = NOW - 2.5 * HOUR_MS;
  const patrolId = await startPatrol(db, { officerId, gridId, startMs, dueAt: NEVER });
  await endPatrol(db, { officerId, endMs: startMs + 120 * MINUTE_MS, dueAt: NEVER });
  const verdict = verdictOf({
    ...{ outcome: 'suspicious', effectiveMin: 80, weakSignals: ['too-smooth'] },
    strongSignals: 1,
  });
  await recordVerdict(db, { officerId, patrolId, normId: 1, decidedAt: NOW, verdict });
  const other = { officerId: ids.officers.O3!, gridId: ids.areas.G3! };
  await startPatrol(db, { ...other, startMs: NOW - HOUR_MS, dueAt: NEVER });
  await insertAlert(db, {
    ...{ officerId: other.officerId, patrolId: null, position: placeIn('G3', 0.5, 0.5) },
    ...{ at: NOW - 10 * MINUTE_MS, kind: 'sos', text: null },
  } as never);
  await putIncidentCategories(db, CATEGORIES);
  await putIncidents(
    db,
    Array.from({ length: INCIDENTS }, (_, k) =>
      incidentAt(`i${k}`, NOW - (k + 1) * 10 * MINUTE_MS, placeOf(k), { category: 'fire' }),
    ),
  );
  const opened = await openByHand(db, { incidentId: 'i0', by: owner, nowMs: NOW, why: null });
  const finding = findingOf({
    areaId: gridId,
    level: 'red',
    category: 'fire',
    incidentIds: ['i0'],
  });
  const run = { areaId: ids.areas.D!, at: NOW, now: NOW, findings: [finding] };
  const [warning] = await recordFindings(db, run);
  const { insert, text } = clustered(owner);
  const { rows } = await insert.execute(db);
  await storeStudyResult(db, rows[0]!.id, 0, text);
  return {
    ...{ gridId, incidentId: 'i0', officerId, patrolId },
    ...{ caseId: opened!.case.id, studyId: Number(rows[0]!.id), warningId: warning!.id },
  };
}
