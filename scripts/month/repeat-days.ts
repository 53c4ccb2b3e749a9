import { sql } from 'kysely';
import { inTransaction } from '../../server/db/store/in-transaction.ts';
import type { Db } from '../../server/db/store/open.ts';
import { addDays, daysBetween } from '../../server/domain/metrics/periods.ts';

/**
 * Fills the days behind the first `walked` ones: an officer's patrols of each are those of one of the walked days, by chance which, with their
 * verdicts, as many whole days later. They have no positions and are not due for judgement. Doing it again changes nothing.
 */
export async function repeatDays(
  db: Db,
  {
    from,
    to,
    walked,
    timeZone,
    signal,
    onProgress,
  }: {
    from: string;
    to: string;
    walked: number;
    timeZone: string;
    signal?: AbortSignal;
    onProgress: (done: number) => void;
  },
): Promise<void> {
  for (let k = walked; k < daysBetween(from, to); k++) {
    signal?.throwIfAborted();
    const at = (day: string) => sql`${day}::timestamp at time zone ${timeZone}`;
    const source = sql`(abs(hashint8(p.officer_id * 1000 + ${k}::int)::bigint) % ${walked}::int)::int`;
    await inTransaction(db, (trx) =>
      sql`
        with source as (
          select p.*, p.start_time + later as starts, p.end_time + later as ends from patrols p
          cross join lateral (select make_interval(days => ${k}::int - ${source}) as later) l
          where p.start_time >= ${at(from)} and p.start_time < ${at(addDays(from, walked))}
            and (p.start_time at time zone ${timeZone})::date = ${from}::date + ${source}
        ), put as (
          insert into patrols (officer_id, grid_id, origin, start_time, end_time)
          select officer_id, grid_id, origin, starts, ends from source
          on conflict do nothing returning officer_id, id, origin, start_time
        )
        insert into verdicts (officer_id, patrol_id, version, decided_at, outcome, effective_min, coverage, fix_set, grid_version, norm_id,
          norm_version, rule_set, body, origins, weak)
        select put.officer_id, put.id, 1, v.decided_at, v.outcome, v.effective_min, v.coverage, v.fix_set, v.grid_version, v.norm_id,
          v.norm_version, v.rule_set, v.body, v.origins, v.weak
        from put
        join source s on s.officer_id = put.officer_id and s.origin = put.origin and s.starts = put.start_time
        join lateral (
          select * from verdicts v where v.officer_id = s.officer_id and v.patrol_id = s.id order by version desc limit 1
        ) v on true`.execute(trx),
    );
    onProgress(k + 1 - walked);
  }
}
