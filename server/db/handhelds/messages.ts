import { sql } from 'kysely';
import type { ProtocolState } from '../../contract/handhelds/binding.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** What messages of a handheld over a protocol came to since they were last put on record. */
export interface Heard {
  handheldId: number;
  protocol: string;
  /** Unix ms. */
  heardMs: number;
  /** What was last wrong; null where nothing was. */
  defect: string | null;
  messages: number;
  stored: number;
  duplicate: number;
  refused: number;
  left: number;
}

/** Adds what was heard to what is on record. */
export async function recordHeard(db: Db, heard: readonly Heard[]): Promise<void> {
  const rows = heard.map(({ heardMs, ...row }) => ({ ...row, heardAt: iso(heardMs) }));
  await sql`
    insert into handheld_messages as m (handheld_id, protocol, heard_at, last_defect, defect_at, messages, stored,
      duplicate, refused, left_out)
    select "handheldId", protocol, "heardAt", defect, case when defect is not null then "heardAt" end, messages, stored,
      duplicate, refused, "left"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r ("handheldId" bigint, protocol text,
      "heardAt" timestamptz, defect text, messages bigint, stored bigint, duplicate bigint, refused bigint, "left" bigint)
    order by 1, 2
    on conflict (handheld_id, protocol) do update set
      heard_at = greatest(m.heard_at, excluded.heard_at),
      last_defect = coalesce(excluded.last_defect, m.last_defect),
      defect_at = coalesce(excluded.defect_at, m.defect_at),
      messages = m.messages + excluded.messages, stored = m.stored + excluded.stored,
      duplicate = m.duplicate + excluded.duplicate, refused = m.refused + excluded.refused,
      left_out = m.left_out + excluded.left_out`.execute(db);
}

/** What was heard of a handheld, by protocol. */
export async function readHeard(db: Db, handheldId: number): Promise<ProtocolState[]> {
  const { rows } = await sql<ProtocolState>`
    select protocol, ${utc('heard_at')} as "heardAt", last_defect as "lastDefect", ${utc('defect_at')} as "defectAt",
      messages, stored, duplicate, refused, left_out as "leftOut"
    from handheld_messages where handheld_id = ${handheldId} order by protocol`.execute(db);
  return rows;
}
