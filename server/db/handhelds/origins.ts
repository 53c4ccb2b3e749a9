import { sql } from 'kysely';
import type { Origin, Trust } from '../../contract/handhelds/binding.ts';
import type { SessionOf } from '../../domain/entrance/sessions-of.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** Puts on record by which wire sessions come, and what shows that they are the handheld's; repeating it changes nothing. */
export async function recordOrigins(
  db: Db,
  origins: readonly (SessionOf & { protocol: string; trust: Trust })[],
): Promise<void> {
  const rows = origins.map(({ session, ...origin }) => ({ ...origin, session: iso(session) }));
  await sql`
    insert into fix_origins (handheld_id, session, protocol, trust)
    select "handheldId", session, protocol, trust
    from json_to_recordset(${JSON.stringify(rows)}::json) as r ("handheldId" bigint, session timestamptz, protocol text,
      trust text)
    order by 1, 2, 3, 4
    on conflict do nothing`.execute(db);
}

/** Lets sessions under which fixes of others are kept be of the same wires; repeating it changes nothing. */
export async function carryOrigins(
  db: Db,
  moves: readonly (SessionOf & { to: number })[],
): Promise<void> {
  await sql`
    insert into fix_origins (handheld_id, session, protocol, trust)
    select distinct o.handheld_id, m."to", o.protocol, o.trust
    from unnest(${moves.map(({ handheldId }) => handheldId)}::bigint[], ${moves.map(({ session }) => iso(session))}::timestamptz[],
      ${moves.map(({ to }) => iso(to))}::timestamptz[]) as m (handheld_id, session, "to")
    join fix_origins o on o.handheld_id = m.handheld_id and o.session = m.session
    order by 1, 2, 3, 4
    on conflict do nothing`.execute(db);
}

/** By which wires sessions came, each once. */
export async function readOrigins(db: Db, sessions: readonly SessionOf[]): Promise<Origin[]> {
  const { rows } = await originsOf(sessions).execute(db);
  return rows;
}

/** The same as a fragment. */
export const originsOf = (sessions: readonly SessionOf[]) => sql<Origin>`
    select distinct h.code as handheld, coalesce(o.protocol, 'xunji') as protocol, coalesce(o.trust, 'secret') as trust
    from unnest(${sessions.map(({ handheldId }) => handheldId)}::bigint[],
      ${sessions.map(({ session }) => iso(session))}::timestamptz[]) as s (handheld_id, session)
    join handhelds h on h.id = s.handheld_id
    left join fix_origins o on o.handheld_id = s.handheld_id and o.session = s.session
    order by 1, 2, 3`;
