-- A text to an officer may name a place, and is read after it was taken.
alter table handheld_texts
  add column lng double precision,
  add column lat double precision,
  add column read_at timestamptz,
  add constraint handheld_texts_place check ((lng is null) = (lat is null));
create index handheld_texts_sent on handheld_texts (handheld_id, sent_at);
