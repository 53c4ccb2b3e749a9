-- What a category is called changes, its code does not. A retired one takes no further incident; one merged into another is
-- retired, and its incidents are the other's.
alter table incident_categories add column retired_at timestamptz;
alter table incident_categories add column merged_into text references incident_categories (code);
comment on column incident_categories.retired_at is 'Since when no further incident may be of it; null: in use';
