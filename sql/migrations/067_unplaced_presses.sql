-- A press that says it lies ahead of its own sending, by a clock that was put right in between: nobody knows when it was.
alter table patrol_presses add column unplaced boolean not null default false;
comment on column patrol_presses.unplaced is 'Pressed by a clock that was ahead and put right before it was sent: `at` is when it came in';
