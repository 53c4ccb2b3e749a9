import { sql } from 'kysely';
import type { Db } from '../store/open.ts';

/** After so long unheard of, what a server did for all is another's to do, which asks every ten seconds: within half a minute in all. */
const LEASE_S = 20;
const until = sql`now() + make_interval(secs => ${LEASE_S})`;

/** Takes a job that one server does for all, or keeps it; false where another holds it. */
export async function takeJob(db: Db, name: string, holder: string): Promise<boolean> {
  const { rows } = await sql`
    insert into job_leases as l (name, holder, until) values (${name}, ${holder}, ${until})
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
    where l.holder = excluded.holder or l.until <= now()
    returning name`.execute(db);
  return rows.length > 0;
}

/** Keeps every job a server holds. */
export async function keepJobs(db: Db, holder: string): Promise<void> {
  await sql`update job_leases set until = ${until} where holder = ${holder} and until > now()`.execute(
    db,
  );
}

/** Gives up every job a server holds. */
export async function leaveJobs(db: Db, holder: string): Promise<void> {
  await sql`delete from job_leases where holder = ${holder}`.execute(db);
}
