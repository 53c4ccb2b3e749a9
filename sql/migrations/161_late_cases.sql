-- Cases that ended over a deadline are looked for newest first, among many that ended in time.
create index cases_late on cases (opened_at desc, id desc) where late and ended_at is not null;
