import { sql } from 'kysely';
import type { CasePhoto } from '../../contract/cases/detail.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Keeps a photo of a case; the same one again changes nothing. `full`: it has as many as it may. */
export async function addCasePhoto(
  db: Db,
  photo: Omit<CasePhoto, 'officerId' | 'receivedAt'> & {
    caseId: number;
    image: Buffer;
    nowMs: number;
  },
  most: number,
): Promise<'stored' | 'full'> {
  const { by, caseId, id, image, nowMs, step } = photo;
  const { rows } = await sql`
    insert into case_photos (case_id, id, step, by_name, image, received_at)
    select ${caseId}::bigint, ${id}, ${step}, ${by}, ${image}::bytea, ${iso(nowMs)}
    where (select count(*) from case_photos where case_id = ${caseId}) < ${most}
      or exists (select from case_photos where case_id = ${caseId} and id = ${id})
    on conflict (case_id, id) do update set step = case_photos.step
    returning id`.execute(db);
  return rows.length > 0 ? 'stored' : 'full';
}

/** Photos of a case in the order they came. */
export async function listCasePhotos(db: Db, caseId: number): Promise<CasePhoto[]> {
  const { rows } = await sql<CasePhoto>`
    select p.id, p.step, p.by_name as by, a.officer_id as "officerId", ${utc('p.received_at')} as "receivedAt"
    from case_photos p left join handhelds h on h.code = substr(p.by_name, ${'handheld:'.length + 1}) and p.by_name like 'handheld:%'
    left join handheld_assignments a on a.handheld_id = h.id and p.received_at >= a.valid_from and (a.valid_to is null or p.received_at < a.valid_to)
    where p.case_id = ${caseId} order by p.received_at, p.id`.execute(db);
  return rows;
}

/** A photo as it is kept, or undefined. */
export async function readCasePhoto(
  db: Db,
  { caseId, id }: { caseId: number; id: string },
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ image: Uint8Array }>`
    select image from case_photos where case_id = ${caseId} and id = ${id}`.execute(db);
  return rows[0] && Buffer.from(rows[0].image);
}

/** Drops photos received before a moment (Unix ms); how many. */
export async function dropCasePhotosBefore(db: Db, beforeMs: number): Promise<number> {
  const { rows } = await sql`
    delete from case_photos where received_at < ${iso(beforeMs)} returning id`.execute(db);
  return rows.length;
}
