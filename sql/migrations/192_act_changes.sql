-- What acts of administrators changed, row by row before and after, so that it can be put back: kept with the entry of the access log.
create table act_changes (
  entry_id bigint primary key references access_log (id) on delete cascade,
  changed text not null,
  undoes bigint references act_changes (entry_id) on delete cascade
);
create index act_changes_undoes on act_changes (undoes) where undoes is not null;
comment on column act_changes.changed is 'JSON, [{thing, key, before, after}]; null before: it was new, null after: it is gone';
comment on column act_changes.undoes is 'The act that this one took back';
