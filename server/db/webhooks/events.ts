import { sql } from 'kysely';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface PublishedEvent {
  /** Names the event for ever: 1 to 200 of letters, digits and `_.:/-`. Receivers see it as `webhook-id`. */
  id: string;
  type: EventType;
  /** The area it happened in: told to webhooks of this area and of those it stood in at `at`. */
  areaId: number;
  /** When it happened, Unix ms. */
  at: number;
  /** What there is to say; JSON, small (the specification recommends less than 20 kB). */
  body: object;
}

/**
 * Puts an event on record and a delivery for each webhook that is to be told, once however often the id is published. Call it in the
 * transaction of what it tells of: `db` may be one. Returns the number of deliveries made.
 */
export async function publishEvent(db: Db, event: PublishedEvent): Promise<number> {
  const payload = JSON.stringify({
    type: event.type,
    timestamp: iso(event.at),
    data: event.body,
  });
  const { rows } = await sql<{ count: number }>`
    with recursive published as (
      insert into webhook_events (id, type, area_id, at, payload)
      values (${event.id}, ${event.type}, ${event.areaId}, ${iso(event.at)}, ${payload})
      on conflict (id) do nothing
      returning id, at
    ), above as (
      select ${event.areaId}::bigint as area_id
      union
      select v.parent_id from above
      join area_versions v on v.area_id = above.area_id and v.valid_from <= ${iso(event.at)}
        and (v.valid_to is null or ${iso(event.at)} < v.valid_to)
      where v.parent_id is not null
    ), made as (
      insert into webhook_deliveries (webhook_id, event_id, due_at)
      select w.id, p.id, p.at from published p
      join webhooks w on w.state <> 'disabled' and ${event.type} = any(w.event_types)
        and w.area_id in (select area_id from above)
      returning 1
    )
    select count(*)::int as count from made`.execute(db);
  return rows[0]!.count;
}

/** Puts an event on record that tells one webhook that it works, once an id. */
export async function publishTest(
  db: Db,
  { webhookId, areaId, at }: { webhookId: number; areaId: number; at: number },
): Promise<void> {
  const type = 'webhook.test';
  const payload = JSON.stringify({ type, timestamp: iso(at), data: { webhookId } });
  await sql`
    with published as (
      insert into webhook_events (id, type, area_id, at, payload)
      values (${`${type}/${webhookId}/${at}`}, ${type}, ${areaId}, ${iso(at)}, ${payload})
      on conflict (id) do nothing
      returning id, at
    )
    insert into webhook_deliveries (webhook_id, event_id, due_at)
    select ${webhookId}, id, at from published`.execute(db);
}
