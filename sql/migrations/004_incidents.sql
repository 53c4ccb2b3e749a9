create table incident_categories (
  code text primary key,
  parent_code text references incident_categories (code),
  name_zh text not null,
  name_en text not null,
  points double precision not null default 0
);

-- Distributed by id, the reporter's own id: sending it again is harmless, a correction meets its row.
create table incidents (
  id text primary key,
  category text not null references incident_categories (code),
  severity text not null check (severity in ('minor', 'moderate', 'serious', 'severe')),
  found_by text not null check (found_by in ('reported', 'detected')),
  position geometry(Point, 4326) not null,
  cell bigint not null,
  occurred_from timestamptz not null,
  occurred_to timestamptz not null check (occurred_to >= occurred_from),
  grid_id bigint references areas (id),
  received_at timestamptz not null default now()
);
create index incidents_by_time on incidents (occurred_from);
