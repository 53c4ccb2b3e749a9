import { sql } from 'kysely';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import { asJson } from '../people/provision.ts';
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
 * Puts events on record and a delivery for each webhook that is to be told, once however often an id is published. Call it in the
 * transaction of what they tell of: `db` may be one. Returns the number of deliveries made.
 */
export async function publishEvents(db: Db, events: readonly PublishedEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const offered = events.map(({ areaId, at, body, id, type }) => ({
    ...{ id, type, areaId, at: iso(at) },
    payload: JSON.stringify({ type, timestamp: iso(at), data: body }),
  }));
  const { rows } = await sql<{ count: number }>`
    with published as (
      insert into webhook_events (id, type, area_id, at, payload)
      select id, type, "areaId", at, payload
      from json_to_recordset(${asJson(offered)}) as e (id text, type text, "areaId" int8, at timestamptz, payload text)
      on conflict (id) do nothing
      returning id, type, area_id, at
    ), made as (
      insert into webhook_deliveries (webhook_id, event_id, due_at)
      select w.id, p.id, p.at from published p
      join webhooks w on w.state <> 'disabled' and p.type = any(w.event_types)
      where area_within(p.area_id, w.area_id, p.at)
      returning 1
    )
    select count(*)::int as count from made`.execute(db);
  return rows[0]!.count;
}

/** The same of one event. */
export const publishEvent = (db: Db, event: PublishedEvent): Promise<number> =>
  publishEvents(db, [event]);

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
