import { sql } from 'kysely';
import type { Case } from '../../contract/cases/case.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Handhelds that the officer of a case carries at a moment, and what its category is called. */
export async function handheldsGiven(
  db: Db,
  { category, officerId }: Pick<Case, 'category' | 'officerId'>,
  nowMs: number,
): Promise<{ handheldId: number; nameZh: string; nameEn: string }[]> {
  const { rows } = await sql<{ handheldId: number; nameZh: string; nameEn: string }>`
    select a.handheld_id as "handheldId", c.name_zh as "nameZh", c.name_en as "nameEn"
    from handheld_assignments a join incident_categories c on c.code = ${category}
    where a.officer_id = ${officerId} and a.valid_from <= ${iso(nowMs)}
      and (a.valid_to is null or ${iso(nowMs)} < a.valid_to) order by a.handheld_id`.execute(db);
  return rows;
}
