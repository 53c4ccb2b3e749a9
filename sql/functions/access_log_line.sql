-- What the hash of an entry of the access log is over, besides the hash before it. Moments by number, so that no setting changes them.
create or replace function access_log_line(
  id bigint, at timestamptz, kind text, by text, area_id bigint, address text, act text, officer_ids bigint[],
  since timestamptz, until timestamptz, detail text
) returns bytea
language sql immutable as $$
  select convert_to(jsonb_build_array(id, extract(epoch from at), kind, by, area_id, address, act, to_jsonb(officer_ids),
    extract(epoch from since), extract(epoch from until), detail)::text, 'UTF8')
$$;
