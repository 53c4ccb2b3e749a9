-- Posts (岗位) that people hold beside or without a grid: leader or instructor of grids, grid police, staff of a centre or station. Local
-- days; open-ended where last_day is null. Editions as in day_rollups, so that ratings as of an edition keep their bytes. Small.
create table posts (
  officer_id bigint not null references officers (id),
  area_id bigint not null references areas (id),
  role text not null check (role in ('leader', 'instructor', 'police', 'staff')),
  first_day date not null,
  last_day date check (last_day >= first_day),
  edition bigint not null,
  superseded bigint,
  officer_category text not null,
  -- Where the area stood when the post was put on record, itself included; null where it is above that level.
  grid_id bigint,
  village_id bigint,
  town_id bigint,
  district_id bigint,
  city_id bigint,
  primary key (officer_id, area_id, role, first_day, edition)
);
create index posts_area on posts (area_id);
