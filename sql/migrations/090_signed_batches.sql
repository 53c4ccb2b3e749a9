-- The keys a handheld signs its batches with, Ed25519: one for each secret it had, brought by whoever showed that secret first.
create table handheld_keys (
  handheld_id bigint not null references handhelds (id),
  public_key bytea not null check (octet_length(public_key) = 32),
  secret_hash text not null,
  since timestamptz not null,
  primary key (handheld_id, public_key),
  unique (handheld_id, secret_hash)
);

-- Signed batches as they came, append-only: which fixes each holds, by their numbers, its place in the chain of its key, and whether the
-- signature is that key's. Whose key it is stands in handheld_keys.
create table signed_batches (
  handheld_id bigint not null,
  public_key bytea not null,
  number integer not null,
  hash bytea not null,
  previous bytea not null,
  session timestamptz not null,
  seqs int4multirange not null,
  is_valid boolean not null,
  received_at timestamptz not null,
  primary key (handheld_id, public_key, number, hash, is_valid)
);
create index signed_batches_session on signed_batches (handheld_id, session);
create index signed_batches_received on signed_batches (received_at);

-- What signatures said of the fixes of a verdict, as of the judgement; it changes no verdict.
alter table verdicts add column signatures jsonb;
comment on column verdicts.signatures is 'Signatures of server/contract/patrols/signatures.ts; null: from before it was put on record';
