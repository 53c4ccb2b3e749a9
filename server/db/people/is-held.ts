import { type RawBuilder, sql } from 'kysely';

/** The days of leave `l` on which somebody stands in, in the zone of a grid: until the noon after, since a night shift is of the day it begins on. */
export const standsInFrom = (zone: RawBuilder<unknown>) =>
  sql`l.first_day::timestamp at time zone ${zone}`;
export const standsInUntil = (zone: RawBuilder<unknown>) =>
  sql`(l.last_day + interval '36 hours') at time zone ${zone}`;

/** Whether the grid of an assignment `oa` is on the map at a moment, and the assignment in force. */
const inForce = (moment: RawBuilder<unknown>) => sql`
  oa.valid_from <= ${moment} and (oa.valid_to is null or ${moment} < oa.valid_to) and exists (
    select from area_versions v where v.area_id = oa.area_id
      and v.valid_from <= ${moment} and (v.valid_to is null or ${moment} < v.valid_to))`;

/** The grid an officer held at a moment: the own one, else that of whom they stood in for; null: none. A scalar query. */
export const gridHeldAt = (officerId: RawBuilder<unknown>, moment: RawBuilder<unknown>) => sql`
  coalesce((
    select oa.area_id from officer_assignments oa where oa.officer_id = ${officerId} and ${inForce(moment)}
    order by oa.valid_from desc limit 1
  ), (
    select oa.area_id from officer_leave l join officer_assignments oa on oa.officer_id = l.officer_id,
      lateral (select area_time_zone(oa.area_id, ${moment}) as zone) z
    where l.substitute_id = ${officerId} and ${inForce(moment)}
      and ${standsInFrom(sql`z.zone`)} <= ${moment} and ${moment} < ${standsInUntil(sql`z.zone`)}
    order by l.first_day desc, oa.area_id limit 1
  ))`;

/** Whether a handheld was carried at a moment by an officer who held a grid. */
export const isHeld = (handheldId: RawBuilder<unknown>, moment: RawBuilder<unknown>) => sql`exists (
  select from handheld_assignments ha where ha.handheld_id = ${handheldId}
    and ha.valid_from <= ${moment} and (ha.valid_to is null or ${moment} < ha.valid_to)
    and ${gridHeldAt(sql`ha.officer_id`, moment)} is not null)`;
