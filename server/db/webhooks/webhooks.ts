import { sql } from 'kysely';
import type { EventType, Webhook, WebhookPatch } from '../../contract/webhooks/webhook.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

const COLUMNS = sql`w.id, w.name, w.area_id as "areaId", w.url, w.event_types as "eventTypes", w.state,
  ${utc('w.failing_since')} as "failingSince",
  (select count(*)::int from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
  w.created_by as "createdBy", ${utc('w.created_at')} as "createdAt"`;

/** Webhooks of an area and of what lies below it at `now` (Unix ms), latest first. */
export async function listWebhooks(
  db: Db,
  { within, now }: { within: number; now: number },
): Promise<Webhook[]> {
  const moment = iso(now);
  const { rows } = await sql<Webhook>`
    select ${COLUMNS} from webhooks w
    where w.area_id in (select area_subtree(${within}::bigint, ${moment}::timestamptz, ${moment}::timestamptz))
    order by w.id desc`.execute(db);
  return rows;
}

/** A webhook; undefined where there is none of this id. */
export async function findWebhook(db: Db, id: number): Promise<Webhook | undefined> {
  const { rows } = await sql<Webhook>`
    select ${COLUMNS} from webhooks w where w.id = ${id}`.execute(db);
  return rows[0];
}

/** Makes a webhook; null where there are `most` already. `secret` is sealed. Returns its id. */
export async function createWebhook(
  db: Db,
  webhook: {
    name: string;
    areaId: number;
    url: string;
    eventTypes: readonly EventType[];
    secret: string;
    createdBy: string;
    now: number;
    most: number;
  },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into webhooks (name, area_id, url, event_types, secret, state, created_by, created_at)
    select ${webhook.name}, ${webhook.areaId}, ${webhook.url}, ${webhook.eventTypes}::text[], ${webhook.secret}, 'active',
      ${webhook.createdBy}, ${iso(webhook.now)}::timestamptz
    where (select count(*) from webhooks) < ${webhook.most}
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Changes a webhook. Enabling it forgets that it failed and makes all that waits due at `now` (Unix ms). */
export async function changeWebhook(
  db: Db,
  id: number,
  { name, url, eventTypes, state }: WebhookPatch,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`
      update webhooks set name = coalesce(${name ?? null}, name), url = coalesce(${url ?? null}, url),
        event_types = coalesce(${eventTypes ?? null}::text[], event_types), state = coalesce(${state ?? null}, state),
        failing_since = case when ${state ?? null}::text = 'active' then null else failing_since end
      where id = ${id}`.execute(trx);
    if (state === 'active')
      await sql`
        update webhook_deliveries set due_at = ${iso(now)}
        where webhook_id = ${id} and state = 'waiting' and due_at > ${iso(now)}`.execute(trx);
  });
}

/** Signs with a new secret (sealed) from now on, and with the one before as well until `previousUntil` (Unix ms). */
export async function rotateSecret(
  db: Db,
  { id, secret, previousUntil }: { id: number; secret: string; previousUntil: number },
): Promise<void> {
  await sql`
    update webhooks set previous_secret = secret, previous_until = ${iso(previousUntil)}, secret = ${secret}
    where id = ${id}`.execute(db);
}

/** Takes a webhook away with all that waits for it. */
export async function deleteWebhook(db: Db, id: number): Promise<void> {
  await db.deleteFrom('webhooks').where('id', '=', id).execute();
}
