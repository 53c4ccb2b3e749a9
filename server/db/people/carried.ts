import { sql } from 'kysely';

/** Stretches of time that the officer of a row `c` (`officer_id`, `start_time`, `end_time`) carried handhelds in it, as JSON; null: none. */
export const CARRIED = sql`(
        select json_agg(json_build_object('handheldId', a.handheld_id,
          'fromMs', round(date_part('epoch', greatest(c.start_time, a.valid_from)) * 1000),
          'toMs', round(date_part('epoch', least(c.end_time, a.valid_to - interval '1 ms')) * 1000))
          order by a.handheld_id, a.valid_from)
        from handheld_assignments a
        where a.officer_id = c.officer_id and a.valid_from <= c.end_time
          and (a.valid_to is null or c.start_time < a.valid_to)
      )`;
