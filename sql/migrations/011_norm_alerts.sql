-- Alerts that a norm raises stand from `at` to `until`. They are moved, ended and withdrawn as data arrive, never deleted.
alter table alerts
  add column grid_id bigint,
  add column due_at timestamptz,
  add column until timestamptz,
  add column learnt_at timestamptz,
  add column cleared_at timestamptz,
  add column withdrawn_at timestamptz,
  add column limit_min integer;
comment on column alerts.due_at is 'When it had lasted as long as the norm lets it; null where no norm raised it';
comment on column alerts.learnt_at is 'When the server knew of it';
comment on column alerts.cleared_at is 'When the server knew of its end';
comment on column alerts.withdrawn_at is 'When later data showed that it was not so';
create index alerts_standing on alerts (at) where due_at is not null and until is null and withdrawn_at is null;
-- What was raised before alerts had an end is over.
update alerts set until = at where kind in ('off-grid', 'silent');
