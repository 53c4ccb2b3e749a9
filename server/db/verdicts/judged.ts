import { type RawBuilder, sql } from 'kysely';

const judged = (join: RawBuilder<unknown>) => sql`${join} lateral (
      select * from verdicts v where v.officer_id = p.officer_id and v.patrol_id = p.id order by v.version desc limit 1
    ) v on true
    left join lateral standing_decision(p.officer_id, p.id) d on true`;

/** Joins to patrols `p` their latest verdict `v` and what people decided over it `d`; patrols without a verdict are left out. */
export const JUDGED = judged(sql`join`);

/** The same with patrols that have none. */
export const JUDGED_OR_NOT = judged(sql`left join`);

/** The outcome that stands: what people decided in the machine's place. */
export const OUTCOME = sql`coalesce(d.outcome, v.outcome)`;
