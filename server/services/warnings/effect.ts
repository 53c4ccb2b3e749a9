import { sql } from 'kysely';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { cellWeights } from '../../db/areas/cell-sets.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { JUDGED, OUTCOME } from '../../db/verdicts/judged.ts';
import { cornersOf } from '../../domain/geo/h3.ts';
import {
  EFFECT_DAYS,
  EFFECT_HOURS,
  type EffectFacts,
  type RaisedOn,
} from '../../domain/warnings/effect.ts';
import { cellSetsOf } from '../areas/cell-sets.ts';
import { gridsOf } from './changes.ts';

/** Gathers what was done and what happened in the cells of a warning after it was raised. */
export async function gatherEffect(db: Db, raised: RaisedOn): Promise<EffectFacts> {
  const { rows } = await sql<{ gridIds: number[] }>`
    select to_jsonb(${gridsOf(raised.cells, Date.parse(raised.raisedAt))}) as "gridIds"`.execute(
    db,
  );
  const warning = { ...raised, gridIds: rows[0]!.gridIds };
  return {
    ground: await groundOf(db, warning),
    patrols: await patrolsAfter(db, warning),
    incidents: await incidentsAfter(db, warning),
  };
}

type Touching = RaisedOn & { gridIds: readonly number[] };

/** Patrollable cells of the grids a warning touches as they were when it was raised. */
async function groundOf(db: Db, { gridIds, raisedAt }: Touching): Promise<EffectFacts['ground']> {
  const { rows } = await sql<{ gridId: number; gridVersion: number; swathM: number | null }>`
    select a.area_id as "gridId", a.version as "gridVersion", (n.rules ->> 'swathM')::float8 as "swathM"
    from areas_at(${raisedAt}::timestamptz) a
    left join lateral norm_for(a.area_id, 'full-time', ${raisedAt}::timestamptz) n on true
    where a.area_id = any(${gridIds}::bigint[])`.execute(db);
  const fallback = defaultNorm().rules.swathM;
  const sets = await cellSetsOf(
    db,
    rows.map((row) => ({ ...row, swathM: row.swathM ?? fallback })),
  );
  const weights = await cellWeights(
    db,
    sets.map(({ id }) => id),
  );
  return sets.flatMap(({ id, cells }) =>
    cells.map((cell, k) => ({ cell, weight: weights.get(id)![k]! })),
  );
}

/** Patrols whose walk was proven, complete or not, by their latest verdict or a supervisor's outcome in its place. */
async function patrolsAfter(
  db: Db,
  { gridIds, raisedAt }: Touching,
): Promise<EffectFacts['patrols']> {
  const until = iso(Date.parse(raisedAt) + Math.max(...EFFECT_HOURS) * HOUR_MS);
  const { rows } = await sql<EffectFacts['patrols'][number]>`
    select round(date_part('epoch', p.start_time) * 1000) as "startMs", v.body #> '{cells,seen}' as seen
    from patrols p
    ${JUDGED}
    where p.grid_id = any(${gridIds}::bigint[]) and p.start_time >= ${raisedAt} and p.start_time < ${until}
      and ${OUTCOME} in ('completed', 'incomplete')`.execute(db);
  return rows;
}

/** Incidents of the warning's category or below it about its cells, in the days after the data it was raised on. */
async function incidentsAfter(
  db: Db,
  { cells, to, category }: Touching,
): Promise<EffectFacts['incidents']> {
  const corners = cells.flatMap(cornersOf);
  const [lngs, lats] = [corners.map(({ lng }) => lng), corners.map(({ lat }) => lat)];
  const until = iso(Date.parse(to) + Math.max(...EFFECT_DAYS) * 24 * HOUR_MS);
  const { rows } = await sql<EffectFacts['incidents'][number]>`
    with recursive below as (
      select ${category}::text as code
      union
      select c.code from below join incident_categories c on c.parent_code = below.code
    )
    select round(date_part('epoch', i.occurred_from) * 1000) as "fromMs", to_hex(i.cell) as cell
    from incidents i
    where i.occurred_from >= ${to} and i.occurred_from < ${until}
      and (${category}::text is null or i.category in (select code from below))
      and i.position && ST_Expand(ST_MakeEnvelope(${Math.min(...lngs)}::float8, ${Math.min(...lats)}::float8,
        ${Math.max(...lngs)}::float8, ${Math.max(...lats)}::float8, 4326), 0.01)`.execute(db);
  return rows;
}
