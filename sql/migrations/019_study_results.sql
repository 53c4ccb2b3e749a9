-- The result of a study in parts, so that no one has to hold, send or read all of it at once.
create table study_results (
  study_id bigint not null references studies (id) on delete cascade,
  part int not null,
  -- A piece of one JSON text, in order; text, since nobody searches in it.
  text text not null,
  primary key (study_id, part)
);
insert into study_results (study_id, part, text) select id, 0, result from studies where result is not null;
alter table studies drop column result;
