-- What an officer said and showed of an incident found; both go when the positions of their time go.
create table incident_texts (
  incident_id text primary key,
  handheld_id bigint not null,
  text text not null,
  received_at timestamptz not null
);
create index incident_texts_received on incident_texts (received_at);

-- `id` is the phone's own, so that a photo sent again is the same one.
create table incident_photos (
  incident_id text not null,
  id text not null,
  handheld_id bigint not null,
  -- JPEG without metadata.
  image bytea not null,
  received_at timestamptz not null,
  primary key (incident_id, id)
);
create index incident_photos_received on incident_photos (received_at);
