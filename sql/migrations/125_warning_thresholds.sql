-- From what a risk warning is raised in an area and everything below it, by version; where none holds, what the release has built in does.
create table warning_thresholds (
  area_id bigint not null references areas,
  version int not null check (version > 0),
  thresholds jsonb not null,
  valid_from timestamptz not null,
  valid_to timestamptz check (valid_to > valid_from),
  published_by text not null,
  published_at timestamptz not null default now(),
  primary key (area_id, version)
);
