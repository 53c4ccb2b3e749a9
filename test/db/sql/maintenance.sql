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
