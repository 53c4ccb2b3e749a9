-- Days that are not what their weekday says (放假与调休): public holidays, and weekend days worked in their place. They are of all areas, and
-- so the top area's. A day that is not here is a working day from Monday to Friday.
create table holidays (
  day date primary key,
  kind text not null check (kind in ('holiday', 'working-day')),
  name text not null
);
