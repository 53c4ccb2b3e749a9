import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import { createApiKey } from '../../../server/db/accounts/api-keys.ts';
import { insertAlert } from '../../../server/db/alerts/alerts.ts';
import { insertBinding } from '../../../server/db/handhelds/bindings.ts';
import { putPair } from '../../../server/db/people/pairs.ts';
import { iso } from '../../../server/db/store/moments.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { storeStudyResult } from '../../../server/db/studies/studies.ts';
import { insertContest } from '../../../server/db/verdicts/contests.ts';
import { recordVerdict } from '../../../server/db/verdicts/verdicts.ts';
import { createWebhook } from '../../../server/db/webhooks/webhooks.ts';
import { hashSecret } from '../../../server/domain/accounts/secret.ts';
import { endPatrol, startPatrol } from '../../../server/services/patrols/declare-patrol.ts';
import { putIncidents } from '../../../server/services/incidents/store-incidents.ts';
import { recordFindings } from '../../../server/services/warnings/record-findings.ts';
import { cellsIn, findingOf } from '../../support/findings.ts';
import { incidentAt, placeIn } from '../../support/incidents.ts';
import { verdictOf } from '../../support/verdicts.ts';
import { type Ids, NOW, type TestOfficer } from '../../support/world.ts';

/** One of two sister areas: codes of what is its own. */
export interface Town {
  area: string;
  grid: string;
  officer: string;
  partner: string;
  handheld: string;
}
export const TOWNS: readonly [Town, Town] = [
  { area: 'V1', grid: 'G1', officer: 'O1', partner: 'O2', handheld: 'H1' },
  { area: 'V2', grid: 'G3', officer: 'O3', partner: 'O4', handheld: 'H3' },
];

export const OFFICERS: readonly TestOfficer[] = [
  { code: 'O1', grid: 'G1', handheld: 'H1' },
  { code: 'O2', grid: 'G2', handheld: 'H2' },
  { code: 'O3', grid: 'G3', handheld: 'H3' },
  { code: 'O4', grid: 'G3', handheld: 'H4' },
];

export const PAIR = { firstDay: '2026-05-01' };
let made = 0;

/** One thing of every kind that a town can own, fresh: what changes or ends it takes it from no other call. */
export async function makeObjects(db: Db, ids: Ids, town: Town, owner: string) {
  const officerId = ids.officers[town.officer]!;
  const gridId = ids.areas[town.grid]!;
  const areaId = ids.areas[town.area]!;
  const handheldId = ids.handhelds[town.handheld]!;
  const partnerId = ids.officers[town.partner]!;
  const at = NOW - 40 * HOUR_MS + made++ * MINUTE_MS;
  const patrolId = await startPatrol(db, { officerId, gridId, startMs: at, dueAt: NOW + HOUR_MS });
  await endPatrol(db, { officerId, endMs: at + 1000, dueAt: NOW + HOUR_MS });
  const verdict = verdictOf({ outcome: 'incomplete', effectiveMin: 10 });
  await recordVerdict(db, { officerId, patrolId, normId: 0, decidedAt: NOW, verdict });
  const contest = await insertContest(db, { officerId, patrolId, text: 'No.', by: 'H1' });
  const position = placeIn(town.grid, 0.5, 0.5);
  const alert = await insertAlert(db, {
    ...{ officerId, patrolId, position, at, kind: 'sos', text: null },
  });
  const incident = randomUUID();
  await putIncidents(db, [incidentAt(incident, at, position)]);
  await dropWarnings(db, gridId);
  const [warning] = await recordFindings(db, {
    ...{ areaId, at, now: NOW },
    findings: [findingOf({ areaId: gridId, cells: cellsIn(town.grid), at })],
  });
  const program = { name: 'one', areaId, createdBy: owner };
  const webhook = await createWebhook(db, {
    ...program,
    url: 'https://hooks.example.com/',
    eventTypes: ['warning.raised'],
    secret: 'sealed',
    now: NOW,
    most: 10_000,
  });
  const key = await createApiKey(db, { ...program, requestsPerMinute: 1, keyHash: randomUUID() });
  const token = { tokenHash: hashSecret(randomUUID()), device: null, addressRange: null };
  const binding = await insertBinding(db, {
    ...{ ...token, handheldId, protocol: 'osmand', sharedKey: null, createdBy: owner },
    registerUntil: null,
  });
  const { rows: studies } = await sql<{ id: number }>`
    insert into studies (name, owner, area_id, shared, method, parameters, selection, state)
    values ('one', ${owner}, ${areaId}, true, 'dbscan', '{}', '{}', 'done') returning id`.execute(
    db,
  );
  await storeStudyResult(db, studies[0]!.id, 0, '{}');
  const { rows: deliveries } = await sql<{ id: number }>`
    with event as (
      insert into webhook_events (id, type, area_id, at, payload)
      values (${randomUUID()}, 'webhook.test', ${areaId}, ${iso(NOW)}, '{}') returning id
    )
    insert into webhook_deliveries (webhook_id, event_id, state, due_at)
    select ${webhook}, id, 'delivered', ${iso(NOW)} from event returning id`.execute(db);
  await putPair(db, { officerId, partnerId, ...PAIR, lastDay: null, putBy: owner }, NOW);
  return {
    ...{ officerId, gridId, areaId, handheldId, patrolId, incident, position, partnerId },
    contestId: contest!.id,
    alertId: alert.id,
    warningId: warning!.id,
    webhookId: webhook!,
    keyId: key.id,
    bindingId: binding!.id,
    studyId: studies[0]!.id,
    deliveryId: deliveries[0]!.id,
  };
}

/** A finding where a warning stands would be another version of it. */
async function dropWarnings(db: Db, areaId: number): Promise<void> {
  const old = sql`(select id from warnings where area_id = ${areaId})`;
  await sql`update warning_findings set warning_id = null where warning_id in ${old}`.execute(db);
  for (const table of ['warning_steps', 'warning_versions', 'warning_receipts'])
    await sql`delete from ${sql.table(table)} where warning_id in ${old}`.execute(db);
  await sql`delete from warnings where area_id = ${areaId}`.execute(db);
}

export type Objects = Awaited<ReturnType<typeof makeObjects>>;
