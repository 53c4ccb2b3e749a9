-- The area whose administrator brought an officer or a handheld in: theirs as long as nothing else says whose they are.
alter table officers add column home_area_id bigint references areas (id);
alter table handhelds add column home_area_id bigint references areas (id);

-- Access is asked by id alone.
create index alerts_by_id on alerts (id);
create index patrols_by_id on patrols (id);
