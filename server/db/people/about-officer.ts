import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** Tables that hold something about an officer, and the column that names them. */
const ABOUT = {
  officer: ['officers', 'id'],
  names: ['officer_names', 'officer_id'],
  homes: ['former_homes', 'officer_id'],
  grids: ['officer_assignments', 'officer_id'],
  handhelds: ['handheld_assignments', 'officer_id'],
  leave: ['officer_leave', 'officer_id'],
  standsIn: ['officer_leave', 'substitute_id'],
  posts: ['posts', 'officer_id'],
  agreements: ['officer_agreements', 'officer_id'],
  patrols: ['patrols', 'officer_id'],
  verdicts: ['verdicts', 'officer_id'],
  withdrawnPatrols: ['withdrawn_patrols', 'officer_id'],
  contests: ['contests', 'officer_id'],
  days: ['day_verdicts', 'officer_id'],
  alerts: ['alerts', 'officer_id'],
  callsForHelp: ['sos_presses', 'officer_id'],
  matters: ['matters', 'finder_id'],
  stepsOfCases: ['case_facts', 'officer_id'],
} as const;

/** Tables of what was kept of a handheld, and the column of the moment: it is about whoever carried it then. */
const WHILE_CARRIED = {
  texts: ['handheld_texts', 'sent_at'],
  pushSubscriptions: ['push_subscriptions', 'created_at'],
} as const;

/** Rows about an officer as they are kept, by what they are; shapes as GeoJSON. */
export async function rowsAbout(db: Db, officerId: number): Promise<Record<string, object[]>> {
  const about: Record<string, object[]> = {};
  for (const [what, [table, column]] of Object.entries(ABOUT)) {
    const { rows } = await sql<{ row: object }>`
      select to_jsonb(t) as row from ${sql.table(table)} t where t.${sql.ref(column)} = ${officerId}`.execute(
      db,
    );
    about[what] = rows.map(({ row }) => row);
  }
  for (const [what, [table, moment]] of Object.entries(WHILE_CARRIED)) {
    const { rows } = await sql<{ row: object }>`
      select to_jsonb(t) as row from ${sql.table(table)} t join handheld_assignments a on a.handheld_id = t.handheld_id
        and t.${sql.ref(moment)} >= a.valid_from and (a.valid_to is null or t.${sql.ref(moment)} < a.valid_to)
      where a.officer_id = ${officerId}`.execute(db);
    about[what] = rows.map(({ row }) => row);
  }
  const { rows: looks } = await sql<{ row: object }>`
    select to_jsonb(l) - 'hash' - 'officer_ids' as row from access_log l where l.officer_ids @> array[${officerId}::bigint] order by id`.execute(
    db,
  );
  return { ...about, looks: looks.map(({ row }) => row) };
}

/** When an officer took note of a notice, ISO; null: not yet. */
export async function agreedAt(db: Db, officerId: number, notice: string): Promise<string | null> {
  const row = await db
    .selectFrom('officer_agreements')
    .select('agreed_at')
    .where('officer_id', '=', officerId)
    .where('notice', '=', notice)
    .executeTakeFirst();
  return row?.agreed_at.toISOString() ?? null;
}

/** Puts on record that an officer took note of a notice; the first time counts. */
export async function agree(
  db: Db,
  {
    officerId,
    notice,
    handheldId,
    atMs,
  }: { officerId: number; notice: string; handheldId: number; atMs: number },
): Promise<void> {
  await db
    .insertInto('officer_agreements')
    .values({
      officer_id: officerId,
      notice,
      agreed_at: new Date(atMs),
      handheld_id: handheldId,
    })
    .onConflict((c) => c.columns(['officer_id', 'notice']).doNothing())
    .execute();
}
