import { sql } from 'kysely';
import type { WebhookDelivery } from '../../contract/webhooks/webhook.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A delivery somebody is to attempt, and all it takes. Secrets are sealed, latest first. */
export interface LeasedDelivery {
  webhookId: number;
  id: number;
  /** This attempt's number, from 1. */
  attempt: number;
  eventId: string;
  payload: string;
  url: string;
  secrets: string[];
}

/** A webhook that took nothing in for so long is tried by one attempt at a time, and given all that waits once one succeeds. */
const FAILED_LONG = sql`interval '1 minute'`;

/**
 * Leases deliveries due at `now` (Unix ms) until `leaseUntil`, longest due first, counting the attempt: a server that dies has them
 * attempted again. `inFlight`: by webhook, attempts under way; a webhook has `perWebhook` at most, and one while it took nothing in for a minute.
 */
export async function leaseDeliveries(
  db: Db,
  limits: {
    now: number;
    leaseUntil: number;
    inFlight: ReadonlyMap<number, number>;
    perWebhook: number;
  },
): Promise<LeasedDelivery[]> {
  const now = sql`${iso(limits.now)}::timestamptz`;
  const { rows } = await sql<LeasedDelivery>`
    with due as (
      select d.webhook_id, d.id
      from webhooks w
      left join unnest(${[...limits.inFlight.keys()]}::bigint[], ${[...limits.inFlight.values()]}::int[]) as f (id, count)
        on f.id = w.id
      cross join lateral (
        select d.webhook_id, d.id from webhook_deliveries d
        where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= ${now}
          and (d.leased_until is null or d.leased_until <= ${now})
        order by d.due_at, d.id
        limit greatest(0, case when w.failing_since <= ${now} - ${FAILED_LONG} then 1 else ${limits.perWebhook}::int end
          - coalesce(f.count, 0))
        for update skip locked
      ) d
      where w.state = 'active'
    ), leased as (
      update webhook_deliveries d
      set leased_until = ${iso(limits.leaseUntil)}::timestamptz, attempts = d.attempts + 1, attempted_at = ${now}
      from due where d.webhook_id = due.webhook_id and d.id = due.id
      returning d.webhook_id, d.id, d.attempts, d.event_id
    )
    select l.webhook_id as "webhookId", l.id, l.attempts as attempt, l.event_id as "eventId", e.payload, w.url,
      array_remove(array[w.secret, case when w.previous_until > ${now} then w.previous_secret end], null) as secrets
    from leased l
    join webhook_events e on e.id = l.event_id
    join webhooks w on w.id = l.webhook_id
    order by l.webhook_id, l.id`.execute(db);
  return rows;
}

/** Puts on record that a delivery was taken in at `at` (Unix ms). */
export async function recordDelivered(
  db: Db,
  key: { webhookId: number; id: number },
  { at, code }: { at: number; code: number },
): Promise<void> {
  const moment = sql`${iso(at)}::timestamptz`;
  await sql`
    with delivered as (
      update webhook_deliveries
      set state = 'delivered', delivered_at = ${moment}, response_code = ${code}, last_error = null, leased_until = null
      where webhook_id = ${key.webhookId} and id = ${key.id} and state = 'waiting'
    ), healed as (
      update webhooks w set failing_since = null
      from (select id, failing_since from webhooks where id = ${key.webhookId} and failing_since is not null) before
      where w.id = before.id
      returning before.failing_since
    )
    update webhook_deliveries set due_at = ${moment}
    where webhook_id = ${key.webhookId} and id <> ${key.id} and state = 'waiting' and due_at > ${moment}
      and (select failing_since from healed) <= ${moment} - ${FAILED_LONG}`.execute(db);
}

/**
 * Puts on record why an attempt failed at `at` and when it is tried again (Unix ms). A webhook that took nothing in since
 * `failingBefore` is failing; one whose receiver is `gone` is gone. What waits goes on waiting.
 */
export async function recordFailed(
  db: Db,
  key: { webhookId: number; id: number; attempt: number },
  entry: {
    at: number;
    dueAt: number;
    code: number | null;
    error: string;
    failingBefore: number;
    gone: boolean;
  },
): Promise<void> {
  await sql`
    with failed as (
      update webhook_deliveries
      set due_at = ${iso(entry.dueAt)}, response_code = ${entry.code}, last_error = ${entry.error}, leased_until = null
      where webhook_id = ${key.webhookId} and id = ${key.id} and state = 'waiting' and attempts = ${key.attempt}
    )
    update webhooks set failing_since = coalesce(failing_since, ${iso(entry.at)}::timestamptz),
      state = case when state <> 'active' then state when ${entry.gone} then 'gone'
        when failing_since <= ${iso(entry.failingBefore)} then 'failing' else state end
    where id = ${key.webhookId}`.execute(db);
}

/** Deliveries of a webhook, latest first; `before`: an id, for the next page. */
export async function listDeliveries(
  db: Db,
  webhookId: number,
  page: { state: 'waiting' | 'delivered' | null; before: number | null; limit: number },
): Promise<WebhookDelivery[]> {
  const { rows } = await sql<WebhookDelivery>`
    select d.id, d.event_id as "eventId", e.type, e.area_id as "areaId", ${utc('e.at')} as at, d.state, d.attempts,
      case when d.state = 'waiting' then ${utc('d.due_at')} end as "dueAt", ${utc('d.attempted_at')} as "attemptedAt",
      ${utc('d.delivered_at')} as "deliveredAt", d.response_code as "responseCode", d.last_error as "lastError"
    from webhook_deliveries d join webhook_events e on e.id = d.event_id
    where d.webhook_id = ${webhookId}
      and (${page.state}::text is null or d.state = ${page.state})
      and (${page.before}::bigint is null or d.id < ${page.before})
    order by d.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** Makes a delivery due at `now` (Unix ms), also one that was taken in. Returns whether there was one. */
export async function retryDelivery(
  db: Db,
  key: { webhookId: number; id: number },
  now: number,
): Promise<boolean> {
  const { rows } = await sql`
    update webhook_deliveries set state = 'waiting', delivered_at = null, due_at = ${iso(now)}
    where webhook_id = ${key.webhookId} and id = ${key.id} returning id`.execute(db);
  return rows.length > 0;
}

/** Deliveries that wait. */
export async function countWaitingDeliveries(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from webhook_deliveries where state = 'waiting'`.execute(db);
  return rows[0]!.count;
}

/** Forgets deliveries taken in before `before` (Unix ms), and events before it that nothing waits for. */
export async function forgetDelivered(db: Db, before: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from webhook_deliveries where state = 'delivered' and delivered_at < ${iso(before)}`.execute(
    db,
  );
  await sql`
    delete from webhook_events e where e.at < ${iso(before)}
      and not exists (select from webhook_deliveries d where d.event_id = e.id)`.execute(db);
  return Number(numAffectedRows);
}
