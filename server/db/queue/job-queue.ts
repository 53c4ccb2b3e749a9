import { type RawBuilder, sql } from 'kysely';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A job that somebody works on. */
export type Leased<Key> = Key & {
  /** How often it was leased since it was named, from 1. */
  attempts: number;
  /** Another whenever the job is named: what is known of it holds as long as this. */
  naming: number;
  /** When it was due before it was leased, Unix ms. */
  dueMs: number;
};

/** The columns that name a job: by field, the column and its type. */
type KeyColumns<Key> = { [Field in keyof Key]: { column: string; type: 'bigint' | 'date' } };

/**
 * Jobs in a table: a row says that something is to be done, at `due_at` or later. Naming it twice is one row, due anew. A lease puts it off
 * for so long that a server that dies loses nothing; whoever finishes or postpones does so only if nobody named or leased it meanwhile.
 * Moments are Unix ms.
 */
export function jobQueue<Key extends object>(options: {
  table: 'verdict_jobs' | 'rollup_jobs';
  key: KeyColumns<Key>;
  leaseS: number;
}) {
  const { key, leaseS } = options;
  const fields = Object.keys(key) as (keyof Key & string)[];
  const table = sql.table(options.table);
  const list = (part: (field: keyof Key & string) => RawBuilder<unknown>, between = sql`, `) =>
    sql.join(fields.map(part), between);
  const column = (field: keyof Key) => sql.ref(key[field].column);
  const columns = list(column);
  const isSame = (other: string) =>
    list((field) => sql`j.${column(field)} = ${sql.ref(other)}.${column(field)}`, sql` and `);
  /** The leases given, as a table `d` that `j` is met with. */
  const leased = (jobs: readonly Leased<Key>[]) => sql`
    unnest(${list((field) => sql`${jobs.map((job) => job[field])}::${sql.raw(key[field].type)}[]`)},
      ${jobs.map(({ naming }) => naming)}::bigint[], ${jobs.map(({ attempts }) => attempts)}::int[])
      as d (${columns}, naming, attempts)`;
  const isOurs = sql`${isSame('d')} and j.naming = d.naming and j.attempts = d.attempts`;

  return {
    /**
     * The statement that names jobs, due at a moment, for a commit with what they rest on; `keys`: a query of their key columns, in order.
     * In one order everywhere, so that commits side by side wait for each other, never in a circle.
     */
    name: (keys: RawBuilder<unknown>, dueAt: number) => sql`
      insert into ${table} (${columns}, due_at)
      select distinct ${columns}, ${iso(dueAt)}::timestamptz from (${keys}) as k (${columns}) order by ${columns}
      on conflict (${columns}) do update set due_at = excluded.due_at, attempts = 0, naming = excluded.naming`,

    /** Leases jobs due at `now`, longest due first. */
    async lease(db: Db, now: number, limit: number): Promise<Leased<Key>[]> {
      const { rows } = await sql<Leased<Key>>`
        update ${table} j
        set due_at = ${iso(now)}::timestamptz + make_interval(secs => ${leaseS}), attempts = j.attempts + 1
        from (
          select ${columns}, due_at as was_due from ${table} where due_at <= ${iso(now)}
          order by due_at, ${columns} limit ${limit} for update skip locked
        ) due
        where ${isSame('due')}
        returning ${list((field) => sql`j.${column(field)} as ${sql.ref(field)}`)}, j.attempts, j.naming,
          (extract(epoch from due.was_due) * 1000)::float8 as "dueMs"`.execute(db);
      return rows;
    },

    /** Takes finished jobs away, except those named again meanwhile. */
    async finish(db: Db, jobs: readonly Leased<Key>[]): Promise<void> {
      await sql`delete from ${table} j using ${leased(jobs)} where ${isOurs}`.execute(db);
    },

    /** Puts failed jobs off until `dueAt` and keeps why. */
    async postpone(
      db: Db,
      jobs: readonly Leased<Key>[],
      dueAt: number,
      error: string,
    ): Promise<void> {
      await sql`
        update ${table} j set due_at = ${iso(dueAt)}, last_error = ${error} from ${leased(jobs)} where ${isOurs}`.execute(
        db,
      );
    },

    /** Jobs that wait, also those somebody works on. */
    async count(db: Db): Promise<number> {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from ${table}`.execute(db);
      return rows[0]!.count;
    },
  };
}
