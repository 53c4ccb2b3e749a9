import { sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Keeps what an officer says of an incident; the latest words stand. */
export async function putIncidentText(
  db: Db,
  said: { incidentId: string; handheldId: number | null; text: string; nowMs: number },
): Promise<void> {
  await sql`
    insert into incident_texts (incident_id, handheld_id, text, received_at)
    values (${said.incidentId}, ${said.handheldId}, ${said.text}, ${iso(said.nowMs)})
    on conflict (incident_id) do update set text = excluded.text`.execute(db);
}

/** Keeps a photo of an incident on record; the same one again changes nothing. `unknown`: no such incident; `full`: it has as many as it may. */
export async function addIncidentPhoto(
  db: Db,
  photo: {
    incidentId: string;
    /** The handheld's own name of the incident, by which one that is kept apart is known. */
    ownId: string;
    id: string;
    handheldId: number;
    image: Buffer;
    nowMs: number;
  },
  most: number,
): Promise<'stored' | 'unknown' | 'full'> {
  const { incidentId, ownId, id, handheldId, image, nowMs } = photo;
  const { rows } = await sql<{ known: boolean; count: number; has: boolean }>`
    select exists (select from incidents where id = ${incidentId})
        or exists (select from orphan_incidents where handheld_id = ${handheldId} and id = ${ownId}) as known,
      count(*)::int as count, coalesce(bool_or(id = ${id}), false) as has
    from incident_photos where incident_id = ${incidentId}`.execute(db);
  const { known, count, has } = rows[0]!;
  if (!known) return 'unknown';
  if (has) return 'stored';
  if (count >= most) return 'full';
  await sql`
    insert into incident_photos (incident_id, id, handheld_id, image, received_at)
    values (${incidentId}, ${id}, ${handheldId}, ${image}, ${iso(nowMs)}) on conflict do nothing`.execute(
    db,
  );
  return 'stored';
}

/** What was said and shown of an incident: its words, and the ids of its photos in the order they came. */
export async function readFound(
  db: Db,
  incidentId: string,
): Promise<{ text: string | null; photos: string[] }> {
  const { rows } = await sql<{ text: string | null; photos: string[] }>`
    select (select text from incident_texts where incident_id = ${incidentId}) as text,
      array(select id from incident_photos where incident_id = ${incidentId} order by received_at, id) as photos`.execute(
    db,
  );
  return rows[0]!;
}

/** A photo as it is kept, or undefined. */
export async function readIncidentPhoto(
  db: Db,
  key: { incidentId: string; id: string },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ image: Uint8Array }>`
    select image from incident_photos where incident_id = ${key.incidentId} and id = ${key.id}`.execute(
    db,
  );
  return rows[0] && Buffer.from(rows[0].image);
}

/** Drops words and photos received before a moment (Unix ms); how many photos. */
export async function dropFoundBefore(db: Db, beforeMs: number): Promise<number> {
  await sql`delete from incident_texts where received_at < ${iso(beforeMs)}`.execute(db);
  const { rows } = await sql`
    delete from incident_photos where received_at < ${iso(beforeMs)} returning id`.execute(db);
  return rows.length;
}

/** What was said of some incidents, by their ids. */
export async function readIncidentTexts(
  db: Db,
  incidentIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; text: string }>`
    select incident_id as id, text from incident_texts where incident_id = any(${incidentIds}::text[])`.execute(
    db,
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
