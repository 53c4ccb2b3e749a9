-- What may be taken out of append-only tables once it is past its retention, with the rights of whoever owns them. What is younger than
-- the least the law asks for stays, whoever calls.

-- Entries of the access log before a moment, from its beginning; the chain then begins behind them. Returns how many.
create or replace function drop_access_log(before timestamptz) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  last access_log;
  first bigint;
begin
  if before > now() - interval '180 days' then
    raise exception 'the access log is kept for 180 days at least' using errcode = '42501';
  end if;
  select base_id into first from access_log_head for update;
  select * into last from access_log
  where id < coalesce((select min(id) from access_log where at >= before), (select max(id) from access_log))
  order by id desc limit 1;
  if last.id is null then return 0; end if;
  delete from access_log where id <= last.id;
  update access_log_head set base_id = last.id, base_hash = last.hash;
  return last.id - first;
end $$;

-- A verdict's body with its figures and without where and when the patrol was walked.
create or replace function without_path(body jsonb) returns jsonb
language sql immutable as $$
  select (body - 'clock') || jsonb_build_object(
    'segments', '[]'::jsonb,
    'cells', (body -> 'cells') || '{"seen": [], "missed": []}',
    'checkpoints', (select coalesce(jsonb_agg(c - 'scans' || '{"dwellS": 0, "firstMs": null}'), '[]')
      from jsonb_array_elements(body -> 'checkpoints') c))
$$;

-- Paths of patrols begun between two moments, of verdicts that were withdrawn too. Returns of how many verdicts.
create or replace function drop_paths(since timestamptz, before timestamptz) returns bigint
language plpgsql security definer set search_path from current as $$
declare dropped bigint;
begin
  if before > now() - interval '30 days' then
    raise exception 'paths are kept for 30 days at least' using errcode = '42501';
  end if;
  update verdicts v set body = without_path(v.body) from patrols p
  where p.officer_id = v.officer_id and p.id = v.patrol_id and p.start_time >= since and p.start_time < before and v.body <> without_path(v.body);
  get diagnostics dropped = row_count;
  update withdrawn_patrols set body = jsonb_set(body, '{verdicts}',
    (select jsonb_agg(jsonb_set(v, '{body}', without_path(v -> 'body'))) from jsonb_array_elements(body -> 'verdicts') v))
  where (body #>> '{patrol,start_time}')::timestamptz >= since and (body #>> '{patrol,start_time}')::timestamptz < before and body -> 'verdicts' <> '[]' and exists (
    select from jsonb_array_elements(body -> 'verdicts') v where v -> 'body' <> without_path(v -> 'body'));
  return dropped;
end $$;
