-- How soon whoever was sent was seen at the place of a case, for the figures. Officers' cases of the last month are recorded anew for it, in the
-- background; older ones have neither until they change.
alter table case_records add column sent_at timestamptz;
alter table case_records add column arrive_s bigint;
comment on column case_records.sent_at is 'When it was given to the officer who handles it; null: it is no officer''s';
comment on column case_records.arrive_s is 'Seconds from then until that officer''s own track came to the place; null: not seen';
update cases set recorded_version = 0 where officer_id is not null and opened_at > now() - interval '30 days';
