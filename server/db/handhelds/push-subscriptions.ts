import { sql } from 'kysely';
import type { PushSubscription } from '../../contract/handhelds/push.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Keeps where a handheld is reached; an endpoint that was another user's of the phone is this one's from now on. */
export async function putSubscription(
  db: Db,
  { endpoint, keys, language }: PushSubscription,
  { handheldId, nowMs }: { handheldId: number; nowMs: number },
): Promise<void> {
  await sql`
    insert into push_subscriptions (endpoint, handheld_id, p256dh, auth, language, created_at)
    values (${endpoint}, ${handheldId}, ${keys.p256dh}, ${keys.auth}, ${language}, ${iso(nowMs)})
    on conflict (endpoint) do update set handheld_id = excluded.handheld_id, p256dh = excluded.p256dh, auth = excluded.auth,
      language = excluded.language, created_at = excluded.created_at`.execute(db);
}

/** Forgets an endpoint, of any handheld or of this one. */
export async function dropSubscription(
  db: Db,
  endpoint: string,
  handheldId?: number,
): Promise<void> {
  await sql`
    delete from push_subscriptions
    where endpoint = ${endpoint} and (${handheldId ?? null}::bigint is null or handheld_id = ${handheldId ?? null})`.execute(
    db,
  );
}

/** Forgets endpoints that were not told anew since a moment (Unix ms); how many. */
export async function dropSubscriptionsBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql`
    delete from push_subscriptions where created_at < ${iso(beforeMs)} returning endpoint`.execute(
    db,
  );
  return rows.length;
}

export async function subscriptionsOf(db: Db, handheldId: number): Promise<PushSubscription[]> {
  const { rows } = await sql<PushSubscription>`
    select endpoint, json_build_object('p256dh', p256dh, 'auth', auth) as keys, language
    from push_subscriptions where handheld_id = ${handheldId} order by endpoint`.execute(db);
  return rows;
}
