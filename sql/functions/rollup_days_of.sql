-- The grid days that count a patrol, or a patrol by the same officer at the same time: what one counts the other may not
-- count again. A patrol belongs to the local day it starts on.
create or replace function rollup_days_of(officer bigint, patrol bigint) returns table (grid_id bigint, day date)
language sql stable as $$
  select distinct o.grid_id, (o.start_time at time zone area_time_zone(o.grid_id, o.start_time))::date
  from patrols p
  join patrols o on o.officer_id = p.officer_id
    and o.start_time <= p.end_time and o.end_time >= p.start_time
  where p.officer_id = officer and p.id = patrol
$$;
