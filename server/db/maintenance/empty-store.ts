import { sql } from 'kysely';
import { migrate } from '../store/migrate.ts';
import type { Db } from '../store/open.ts';

/** Makes a store what it is when it is first migrated. Everything in it is gone for good; nothing may be open over it. */
export async function emptyStore(db: Db): Promise<void> {
  // Whatever is ours: what extensions brought stays, and what says that it is being emptied. Sequences of columns go with their tables.
  await sql`
    do $$
    declare
      kind record;
      names text;
    begin
      for kind in select * from (values ('table', '{r,p}'::"char"[]), ('sequence', '{S}')) k (word, kinds) loop
        select string_agg(quote_ident(c.relname), ', ' order by c.relname) into names from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind = any(kind.kinds) and not c.relispartition
          and c.relname <> 'demo_ending'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e');
        if names is not null then
          execute 'drop ' || kind.word || ' ' || names || ' cascade';
        end if;
      end loop;
    end $$`.execute(db);
  await migrate(db);
}
