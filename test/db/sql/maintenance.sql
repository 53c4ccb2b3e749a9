-- Every statement the service sends, as it was compiled in tests; `npm test -- --update` writes this file.

-- server/db/maintenance/empty-store.ts

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
end $$;

-- server/db/maintenance/end-demo.ts

create table if not exists demo_ending ();

drop table demo_ending;

select to_regclass('demo_ending') is not null as is;

-- server/db/maintenance/vacuum.ts

select t.oid::regclass::text as name from pg_class t,
  lateral (select pg_relation_size(t.oid) / current_setting('block_size')::int as pages) now
where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace
  and (t.reltuples < 0 and now.pages > 0 or abs(now.pages - t.relpages) > $1::int + $2::float8 * t.relpages)
order by 1;

vacuum (analyze) access_log_head;

vacuum (analyze) applied_functions;

vacuum (analyze) kysely_migration;

vacuum (analyze) rollup_clock;

vacuum (analyze) rollup_editions;

vacuum (analyze) settings;

vacuum (analyze) warning_clock;
