-- Day partitions of fixes are made and dropped with the rights of whoever owns them, so that the service needs none over the schema.
create or replace function make_fix_partition(day date) returns void
language plpgsql security definer set search_path from current as $$
begin
  -- Two servers may want the same day at once; the lock lasts until commit.
  perform pg_advisory_xact_lock(hashtext('xunji fix partitions'));
  execute format('create table if not exists %I partition of fixes for values from (%L) to (%L)',
    'fixes_' || to_char(day, 'YYYYMMDD'), day || ' 00:00+00', (day + 1) || ' 00:00+00');
end $$;

-- Drops those of whole days before a day; returns their names.
create or replace function drop_fix_partitions(before date) returns setof text
language plpgsql security definer set search_path from current as $$
declare name text;
begin
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fixes'::regclass and c.relname < 'fixes_' || to_char(before, 'YYYYMMDD')
    order by c.relname
  loop
    execute format('drop table %I', name);
    return next name;
  end loop;
end $$;

-- Drops that of a day where nothing is in it, not even what was deleted; says whether it is gone.
create or replace function drop_empty_fix_partition(day date) returns boolean
language plpgsql security definer set search_path from current set lock_timeout = '1s' as $$
declare name text := 'fixes_' || to_char(day, 'YYYYMMDD');
begin
  if pg_relation_size(name::regclass) > 0 then return false; end if;
  -- First the whole, as whoever writes does.
  lock table fixes in access exclusive mode;
  if pg_relation_size(name::regclass) > 0 then return false; end if;
  execute format('drop table %I', name);
  return true;
end $$;
