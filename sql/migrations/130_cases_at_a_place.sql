-- Cases of one place are looked for whether they are open or not.
create index cases_at on cases using gist (position);
drop index cases_near;
