import { sql } from 'kysely';
import { STANDING_STATES } from '../../contract/warnings/warning.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** More than this are not told at once; the rest follows on the next connecting. */
const AT_ONCE = 100;

/**
 * Warnings that handhelds have not acknowledged as they stand: of those whose cells touch the grid their officer is assigned to at `at`, what stands, and what is
 * over where they know of it. Of one handheld or of one warning; raised last first.
 */
export async function missedWarnings(
  db: Db,
  of: { handheldId: number } | { warningId: number },
  at: number,
): Promise<{ handheldId: number; warningId: number }[]> {
  const moment = iso(at);
  const which =
    'handheldId' in of ? sql`ha.handheld_id = ${of.handheldId}` : sql`w.id = ${of.warningId}`;
  const { rows } = await sql<{ handheldId: number; warningId: number }>`
    select distinct ha.handheld_id as "handheldId", w.id as "warningId", w.raised_at
    from handheld_assignments ha
    join officer_assignments oa on oa.officer_id = ha.officer_id
      and oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to)
    join warnings w on w.grid_ids @> array[oa.area_id]
    left join warning_receipts r on r.handheld_id = ha.handheld_id and r.warning_id = w.id
    where ${which} and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
      and (r.edition is null and w.state = any(${STANDING_STATES}::text[]) or r.edition < w.edition)
    order by w.raised_at desc, w.id desc, 1
    ${'handheldId' in of ? sql`limit ${AT_ONCE}` : sql``}`.execute(db);
  return rows;
}

/** Notes that a handheld has acknowledged a warning up to an edition; an earlier one changes nothing. */
export async function noteReceipt(
  db: Db,
  receipt: { handheldId: number; warningId: number; edition: number; at: number },
): Promise<void> {
  await sql`
    insert into warning_receipts as r (handheld_id, warning_id, edition, received_at)
    values (${receipt.handheldId}, ${receipt.warningId}, ${receipt.edition}, ${iso(receipt.at)})
    on conflict (handheld_id, warning_id) do update
      set edition = excluded.edition, received_at = excluded.received_at
      where r.edition < excluded.edition`.execute(db);
}

/** How many handhelds have acknowledged a warning in any edition, and when the last one did. */
export async function countReceipts(
  db: Db,
  warningId: number,
): Promise<{ seen: number; last: string | null }> {
  const { rows } = await sql<{ seen: number; last: Date | null }>`
    select count(*)::int as seen, max(received_at) as last from warning_receipts
    where warning_id = ${warningId}`.execute(db);
  return { seen: rows[0]!.seen, last: rows[0]!.last?.toISOString() ?? null };
}
