-- Keys by which another platform may report, and what its categories are here.
alter table api_keys add column reports boolean not null default false;
comment on column api_keys.reports is 'Whether it may report incidents, not only read figures';

-- Codes of other platforms (12345 and the like) as categories of ours; a code that is not here is one of ours by itself.
create table foreign_categories (
  code text primary key,
  category text not null references incident_categories (code),
  severity text
);

-- What was said by whoever reported by another way than a handheld.
alter table incident_texts alter column handheld_id drop not null;
