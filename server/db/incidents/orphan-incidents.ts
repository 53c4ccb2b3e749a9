import { sql } from 'kysely';
import type { Datum } from '../../contract/areas/geo.ts';
import type { HandheldIncident } from '../../contract/fixes/handheld.ts';
import { isHeld } from '../people/is-held.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What a handheld reported as found at a moment when nobody carried it, or an officer without a grid. */
export interface OrphanIncident {
  handheldId: number;
  code: string;
  datum: Datum;
  incident: HandheldIncident;
}

/** Keeps it apart from all others; the same id again with other facts takes its place. */
export async function keepOrphanIncident(
  db: Db,
  { handheldId, incident }: Pick<OrphanIncident, 'handheldId' | 'incident'>,
  receivedMs: number,
): Promise<void> {
  await sql`
    insert into orphan_incidents (handheld_id, id, at, receive_time, body)
    values (${handheldId}, ${incident.id}, ${iso(incident.t)}, ${iso(receivedMs)}, ${JSON.stringify(incident)}::jsonb)
    on conflict (handheld_id, id) do update set at = excluded.at, receive_time = excluded.receive_time,
      body = excluded.body`.execute(db);
}

/** Those kept apart whose carrier is on record by now, at most `limit`, in the order they came. */
export async function ownedOrphanIncidents(db: Db, limit: number): Promise<OrphanIncident[]> {
  const { rows } = await sql<OrphanIncident>`
    select o.handheld_id as "handheldId", h.code, h.datum, o.body as incident
    from orphan_incidents o join handhelds h on h.id = o.handheld_id
    where ${isHeld(sql`o.handheld_id`, sql`o.at`)}
    order by o.receive_time, o.handheld_id, o.id limit ${limit}`.execute(db);
  return rows;
}

/** Takes one out that is kept apart no longer, unless it was corrected meanwhile. */
export async function releaseOrphanIncident(
  db: Db,
  { handheldId, incident }: OrphanIncident,
): Promise<void> {
  await sql`
    delete from orphan_incidents
    where handheld_id = ${handheldId} and id = ${incident.id} and body = ${JSON.stringify(incident)}::jsonb`.execute(
    db,
  );
}

/** Drops what came before a moment (Unix ms) and belongs to nobody still; returns how many there were. */
export async function dropOrphanIncidentsBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql`
    delete from orphan_incidents where receive_time < ${iso(beforeMs)} returning id`.execute(db);
  return rows.length;
}
