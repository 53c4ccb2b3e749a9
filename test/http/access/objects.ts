import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { insertAccount } from '../../../server/db/accounts/managed.ts';
import { insertAlert } from '../../../server/db/alerts/alerts.ts';
import { putPair } from '../../../server/db/people/pairs.ts';
import { insertSchedule } from '../../../server/db/reports/schedules.ts';
import { insertNomination } from '../../../server/db/rollups/nominations.ts';
import { iso } from '../../../server/db/store/moments.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeStudyResult } from '../../../server/db/studies/studies.ts';
import { insertContest } from '../../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { createWebhook } from '../../../server/db/webhooks/webhooks.ts';
import { openByHand } from '../../../server/services/cases/open-cases.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../../server/services/warnings/record-findings.ts';
import { bindHandheld } from '../../support/made/binding.ts';
import { cellsIn, findingOf } from '../../support/made/findings.ts';
import { incidentAt, placeIn } from '../../support/made/incidents.ts';
import { verdictOf } from '../../support/made/verdicts.ts';
import { type Ids, NOW, type TestOfficer } from '../../support/made/world.ts';

/** One of two sister areas: codes of what is its own. */
export interface Town {
  area: string;
  grid: string;
  officer: string;
  partner: string;
  handheld: string;
  /** A handheld that may be turned away. */
  spare: string;
}
export const TOWNS: readonly [Town, Town] = [
  { area: 'V1', grid: 'G1', officer: 'O1', partner: 'O2', handheld: 'H1', spare: 'H2' },
  { area: 'V2', grid: 'G3', officer: 'O3', partner: 'O4', handheld: 'H3', spare: 'H4' },
];

export const OFFICERS: readonly TestOfficer[] = [
  { code: 'O1', grid: 'G1', handheld: 'H1' },
  { code: 'O2', grid: 'G2', handheld: 'H2' },
  { code: 'O3', grid: 'G3', handheld: 'H3' },
  { code: 'O4', grid: 'G3', handheld: 'H4' },
];

export const PAIR = { firstDay: '2026-05-01' };
let made = 0;

/** What a town has from the beginning. */
function placeOf(ids: Ids, town: Town) {
  return {
    officerId: ids.officers[town.officer]!,
    partnerId: ids.officers[town.partner]!,
    handheldId: ids.handhelds[town.handheld]!,
    gridId: ids.areas[town.grid]!,
    areaId: ids.areas[town.area]!,
    position: placeIn(town.grid, 0.5, 0.5),
    grid: town.grid,
  };
}
type Place = ReturnType<typeof placeOf>;

/** How one more thing of each kind comes to be a town's, by the name its id goes by; `owner`: name of an account. */
const MAKERS = {
  async patrolId(db, { officerId, gridId }) {
    const at = NOW - 40 * HOUR_MS + made++ * MINUTE_MS;
    const { rows } = await sql<{ id: number }>`
      insert into patrols (officer_id, grid_id, start_time, end_time, origin)
      values (${officerId}, ${gridId}, ${iso(at)}, ${iso(at + 1000)}, 'declared') returning id`.execute(
      db,
    );
    const patrolId = rows[0]!.id;
    const verdict = verdictOf({ outcome: 'incomplete', effectiveMin: 10 });
    await recordVerdict(db, { officerId, patrolId, normId: 0, decidedAt: NOW, verdict });
    const contest = await insertContest(db, { officerId, patrolId, text: 'No.', by: 'H1' });
    return { patrolId, contestId: contest!.id };
  },
  async alertId(db, { officerId, position }) {
    const at = NOW - 40 * HOUR_MS + made++ * MINUTE_MS;
    const alert = { officerId, patrolId: null, position, at, kind: 'signal-lost', text: null };
    return { alertId: (await insertAlert(db, alert as never)).id };
  },
  async incident(db, { position }) {
    const incident = randomUUID();
    await putIncidents(db, [incidentAt(incident, NOW - HOUR_MS, position)]);
    return { incident };
  },
  async caseId(db, { position }) {
    const incidentId = randomUUID();
    await putIncidents(db, [incidentAt(incidentId, NOW - HOUR_MS, position)]);
    const opened = await openByHand(db, { incidentId, by: 'somebody', nowMs: NOW, why: null });
    return { caseId: opened!.case.id };
  },
  async warningId(db, { areaId, gridId, grid }) {
    await dropWarnings(db, gridId);
    const at = NOW - 40 * HOUR_MS + made++ * MINUTE_MS;
    const findings = [findingOf({ areaId: gridId, cells: cellsIn(grid), at })];
    const [warning] = await recordFindings(db, { areaId, at, now: NOW, findings });
    return { warningId: warning!.id };
  },
  async webhookId(db, { areaId }, owner) {
    const webhook = await createWebhook(db, {
      ...{ name: 'one', areaId, createdBy: owner, url: 'https://hooks.example.com/' },
      ...{ eventTypes: ['warning.raised'], secret: 'sealed', now: NOW, most: 10_000 },
    });
    const { rows } = await sql<{ id: number }>`
      with event as (
        insert into webhook_events (id, type, area_id, at, payload)
        values (${randomUUID()}, 'webhook.test', ${areaId}, ${iso(NOW)}, '{}') returning id
      )
      insert into webhook_deliveries (webhook_id, event_id, state, due_at)
      select ${webhook}, id, 'delivered', ${iso(NOW)} from event returning id`.execute(db);
    return { webhookId: webhook!, deliveryId: rows[0]!.id };
  },
  async reportId(db, { areaId }, owner) {
    const schedule = await insertSchedule(db, {
      ...{ areaId, period: 'week', language: 'zh', recipients: [], by: owner },
      ...{ nowMs: NOW, sentTo: '2026-06-01', most: 100_000 },
    });
    return { reportId: schedule!.id };
  },
  async keyId(db, { areaId }, owner) {
    const key = { name: 'one', areaId, createdBy: owner, requestsPerMinute: 1 };
    return { keyId: (await createApiKey(db, { ...key, keyHash: randomUUID() })).id };
  },
  async accountId(db, { areaId }) {
    const account = { name: randomUUID(), role: 'supervisor', areaId, passwordHash: 'none' };
    return { accountId: (await insertAccount(db, { ...account, temporaryUntil: NOW } as never))! };
  },
  async bindingId(db, { handheldId }, owner) {
    const own = { createdBy: owner, tokenHash: null, device: String(1e10 + made++) };
    const until = { registerUntil: iso(NOW + HOUR_MS) };
    const binding = await bindHandheld(db, handheldId, 'jt808', { ...own, ...until });
    return { bindingId: binding!.id };
  },
  async studyId(db, { areaId }, owner) {
    const { rows } = await sql<{ id: number }>`
      insert into studies (name, owner, area_id, shared, method, parameters, selection, state)
      values ('one', ${owner}, ${areaId}, true, 'dbscan', '{}', '{}', 'done') returning id`.execute(
      db,
    );
    await storeStudyResult(db, rows[0]!.id, 0, '{}');
    return { studyId: rows[0]!.id };
  },
  async nominationId(db, { officerId, gridId }) {
    const nomination = await insertNomination(db, {
      ...{ scheme: randomUUID(), level: 'officer', unitId: officerId, areaId: gridId },
      ...{ period: 'month', from: '2026-05-01', to: '2026-06-01', edition: 1, total: 1, rank: 1 },
      ...{ note: 'good', by: 'another' },
    });
    return { nominationId: nomination!.id };
  },
  async partnerId(db, { officerId, partnerId }, owner) {
    await putPair(db, { officerId, partnerId, ...PAIR, lastDay: null, putBy: owner }, NOW);
    return {};
  },
} satisfies Record<string, (db: Db, place: Place, owner: string) => Promise<object>>;

type Made = { [K in keyof typeof MAKERS]: Awaited<ReturnType<(typeof MAKERS)[K]>> };
/** One thing of every kind that a town can own. */
export type Objects = Place &
  Made['patrolId'] &
  Made['alertId'] &
  Made['incident'] &
  Made['caseId'] &
  Made['warningId'] &
  Made['webhookId'] &
  Made['reportId'] &
  Made['keyId'] &
  Made['accountId'] &
  Made['bindingId'] &
  Made['studyId'] &
  Made['nominationId'];

/** Fresh things of a town, all or those of the names told: what changes or ends them takes them from no other call. */
export async function makeObjects(
  db: Db,
  { ids, town, owner }: { ids: Ids; town: Town; owner: string },
  names: ReadonlySet<string> = new Set(Object.keys(MAKERS)),
): Promise<Objects> {
  const place = placeOf(ids, town);
  const parts: object[] = [];
  for (const [name, make] of Object.entries(MAKERS))
    if (names.has(name)) parts.push(await make(db, place, owner));
  return Object.assign({}, place, ...parts) as Objects;
}

/** A finding where a warning stands would be another version of it. */
async function dropWarnings(db: Db, areaId: number): Promise<void> {
  const old = sql`(select id from warnings where area_id = ${areaId})`;
  await sql`update warning_findings set warning_id = null where warning_id in ${old}`.execute(db);
  for (const table of ['warning_steps', 'warning_versions', 'warning_receipts'])
    await sql`delete from ${sql.table(table)} where warning_id in ${old}`.execute(db);
  await sql`delete from warnings where area_id = ${areaId}`.execute(db);
}
