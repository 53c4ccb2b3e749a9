-- By which wires the fixes of a verdict came and what showed that they are the handheld's, as of the judgement.
alter table verdicts add column origins jsonb;
comment on column verdicts.origins is 'Origin[] of server/contract/handhelds/binding.ts; null: from before it was put on record';
