-- Takes out who an officer was and where they were, once they serve no more. What stays names a number: outcomes, figures, cases, and the access
-- log until its own retention ends. Returns how much of what went; null where the officer still has a grid or a handheld, or is to have one.
create or replace function erase_officer(officer bigint) returns jsonb
language plpgsql security definer set search_path from current as $$
declare
  gone jsonb := '{}';
  rows bigint;
begin
  perform from officers where id = officer for update;
  if exists (select from officer_assignments where officer_id = officer and (valid_to is null or valid_to > now()))
    or exists (select from handheld_assignments where officer_id = officer and (valid_to is null or valid_to > now())) then
    return null;
  end if;

  delete from fixes f using handheld_assignments a
  where a.officer_id = officer and f.handheld_id = a.handheld_id
    and f.session between a.valid_from - interval '36 hours' and a.valid_to + interval '36 hours'
    -- By the server's clock too, as TAKEN_AT of server/db/fixes/taken-at.ts: what a wrong one told is the officer's all the same.
    and (f.device_time >= a.valid_from and f.device_time < a.valid_to
      or f.device_time + (f.receive_time - f.sent_time) >= a.valid_from and f.device_time + (f.receive_time - f.sent_time) < a.valid_to
      or f.sent_time is null and f.receive_time >= a.valid_from and f.receive_time < a.valid_to
        and f.device_time not between '2015-01-01' and f.receive_time + interval '1 day');
  get diagnostics rows = row_count;
  -- Packed ones of days that were the officer's as a whole; those of other days are rows by now (openSharedDays of server/db/fixes/cold/chunks.ts).
  with dropped as (
    delete from fix_chunks c using handheld_assignments a
    where a.officer_id = officer and c.handheld_id = a.handheld_id
      and c.day::timestamp at time zone 'UTC' >= a.valid_from + interval '36 hours'
      and (c.day + 1)::timestamp at time zone 'UTC' <= a.valid_to - interval '36 hours'
    returning c.fixes
  ) select rows + coalesce(sum(fixes), 0) into rows from dropped;
  gone := gone || jsonb_build_object('positions', rows);

  -- Of signed batches only when they came is told; it goes with the positions.
  delete from signed_batches b using handheld_assignments a
  where a.officer_id = officer and b.handheld_id = a.handheld_id and b.received_at >= a.valid_from and b.received_at < a.valid_to;

  delete from checkpoint_scans s using handheld_assignments a
  where a.officer_id = officer and s.handheld_id = a.handheld_id and s.at >= a.valid_from and s.at < a.valid_to;

  delete from patrol_tracks where officer_id = officer;
  update verdicts v set body = without_path(v.body) where v.officer_id = officer and v.body <> without_path(v.body);
  get diagnostics rows = row_count;
  gone := gone || jsonb_build_object('pathsOfVerdicts', rows);
  update withdrawn_patrols set body = jsonb_set(body, '{verdicts}', coalesce(
    (select jsonb_agg(jsonb_set(v, '{body}', without_path(v -> 'body'))) from jsonb_array_elements(body -> 'verdicts') v), '[]'))
  where officer_id = officer;

  delete from incident_photos p using handheld_assignments a
  where a.officer_id = officer and p.handheld_id = a.handheld_id and p.received_at >= a.valid_from and p.received_at < a.valid_to;
  get diagnostics rows = row_count;
  gone := gone || jsonb_build_object('photos', rows);
  delete from incident_texts t using handheld_assignments a
  where a.officer_id = officer and t.handheld_id = a.handheld_id and t.received_at >= a.valid_from and t.received_at < a.valid_to;

  delete from handheld_texts t using handheld_assignments a
  where a.officer_id = officer and t.handheld_id = a.handheld_id and t.sent_at >= a.valid_from and t.sent_at < a.valid_to;
  get diagnostics rows = row_count;
  gone := gone || jsonb_build_object('texts', rows);
  delete from push_subscriptions p using handheld_assignments a
  where a.officer_id = officer and p.handheld_id = a.handheld_id and p.created_at >= a.valid_from and p.created_at < a.valid_to;

  delete from case_photos p using handheld_assignments a, handhelds h
  where a.officer_id = officer and h.id = a.handheld_id and p.by_name = 'handheld:' || h.code
    and p.received_at >= a.valid_from and p.received_at < a.valid_to;
  update case_facts set position = null where officer_id = officer and position is not null;
  get diagnostics rows = row_count;
  gone := gone || jsonb_build_object('placesOfCases', rows);

  delete from sos_presses where officer_id = officer;
  update alerts set position = null, text = null where officer_id = officer and (position is not null or text is not null);
  get diagnostics rows = row_count;
  gone := gone || jsonb_build_object('alerts', rows);
  update contests set text = '' where officer_id = officer and text <> '';
  delete from officer_agreements where officer_id = officer;
  delete from officer_names where officer_id = officer;
  update officers set code = 'erased-' || id, name = '—' where id = officer;
  return gone;
end $$;
