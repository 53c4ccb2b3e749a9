-- The id a terminal tells of itself on registering: only the one that is stated is given the code of its binding. What asked last for a code
-- is kept, to be compared with the terminal's label and confirmed.
alter table handheld_bindings add column terminal text;
alter table handheld_bindings add column asked_terminal text;
alter table handheld_bindings add column asked_from text;
alter table handheld_bindings add column asked_at timestamptz;
