-- Departments cease to be: nothing more is sent to one that ended, what it has in hand stays with it until it is sent to another.
alter table departments add column ended_at timestamptz;
