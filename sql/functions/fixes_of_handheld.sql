-- Questions about one handheld, in PL/pgSQL: where a store is spread over workers each is asked of the one that has it. A statement that asks
-- about fixes anew for each of its rows is not taken there.

-- Its last fix by session and number, of the sessions after a moment and up to another.
create or replace function last_fix(of_handheld int, after timestamptz, until timestamptz)
returns table (session timestamptz, receive_time timestamptz, sent_time timestamptz, battery_pct smallint)
language plpgsql stable as $$
begin
  return query
    select f.session, f.receive_time, f.sent_time, f.battery_pct from fixes f
    where f.handheld_id = of_handheld and f.session > after and f.session <= until
    order by f.session desc, f.seq desc limit 1;
end $$;

-- Whether any of its fixes is on record, packed or not.
create or replace function has_fixes(of_handheld int) returns boolean
language plpgsql stable as $$
begin
  return exists (select from fixes f where f.handheld_id = of_handheld)
    or exists (select from fix_chunks c where c.handheld_id = of_handheld);
end $$;
