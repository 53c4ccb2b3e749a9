-- What gave way to nothing that stands in the same place: the row it counted in was last changed by that edition, which no later row tells. Of rows
-- that gave way before, nothing is told: answers as of editions before stay what they are.
alter table day_rollups add column lost boolean not null default false;
create index day_rollups_lost on day_rollups (day) where lost;
alter table case_records add column lost boolean not null default false;
create index case_records_lost on case_records (day) where lost;
alter table posts add column lost boolean not null default false;
