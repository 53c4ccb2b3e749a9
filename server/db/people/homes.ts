import { type RawBuilder, sql } from 'kysely';

/** Where officers belong while nothing else says so, and from when until when: the area that brought them in, or that they were moved to. */
export const HOMES = sql`(
  select id as officer_id, home_area_id as area_id, home_since as valid_from, null::timestamptz as valid_to from officers
  union all
  select officer_id, area_id, valid_from, valid_to from former_homes)`;

/** The area an officer is of at a moment while nothing else says so; null: the top one. */
export const homeAt = (officer: RawBuilder<unknown>, moment: RawBuilder<unknown>) => sql`(
  select h.area_id from ${HOMES} h where h.officer_id = ${officer} and h.valid_from <= ${moment}
    and (h.valid_to is null or ${moment} < h.valid_to))`;
