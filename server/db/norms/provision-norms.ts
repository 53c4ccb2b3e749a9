import { sql } from 'kysely';
import type { FileProblem } from '../../contract/file-problem.ts';
import type { NormInput } from '../../contract/people/provision.ts';
import { knownCodes, type Put } from '../people/provision.ts';
import { inTransaction } from '../store/in-transaction.ts';
import type { Db } from '../store/open.ts';

/**
 * Puts norms in force. (area, grid type, officer category) names a norm; other rules make its next version, which ends
 * the one before; the same rules from then or later change nothing, and another name is its name from now on. Versions on record stay as they are, so none starts before the last; and none starts
 * before something it would hold for was judged, for that stays judged by what held then. `by` is noted as who did it.
 */
export async function putNorms(
  db: Db,
  norms: readonly NormInput[],
  by: string | null = null,
): Promise<Put> {
  return inTransaction(db, async (trx) => {
    const areas = await knownCodes(
      trx,
      sql`areas`,
      norms.map(({ area }) => area),
    );
    const plans: Plan[] = [];
    for (const norm of norms) plans.push(await planNorm(trx, norm));
    const refused = plans.flatMap((plan) => {
      const why = whyNot(plan, plans, areas);
      return why === null ? [] : [at(plan, why)];
    });
    if (refused.length) return { refused };
    const due = plans.filter(({ last }) => !last?.same);
    const late: FileProblem[] = [];
    for (const plan of due)
      if (await judgedSince(trx, plan.norm, plan.from))
        late.push(at(plan, { code: 'judged-since', values: { from: plan.from.toISOString() } }));
    if (late.length) return { refused: late };
    for (const plan of due) await storeVersion(trx, plan, by);
    const renamed = plans.filter(({ last, norm }) => last && last.name !== norm.name);
    for (const { last, norm } of renamed)
      await sql`update norms set name = ${norm.name} where id = ${last!.id}`.execute(trx);
    return { changed: new Set([...due, ...renamed]).size };
  });
}

/** A norm beside its latest version on record. */
interface Plan {
  norm: NormInput;
  from: Date;
  last: { id: number; name: string; version: number; valid_from: Date; same: boolean } | undefined;
}

/** A problem with the area it is of. */
const at = ({ norm }: Plan, problem: FileProblem): FileProblem => ({
  ...problem,
  places: [{ code: 'named', value: norm.area }],
});

function whyNot({ norm, from, last }: Plan, plans: Plan[], areas: Set<string>): FileProblem | null {
  if (!areas.has(norm.area)) return { code: 'no-area', values: { area: norm.area } };
  if (plans.filter((other) => keyOf(other.norm) === keyOf(norm)).length > 1)
    return { code: 'norm-twice', values: {} };
  if (!last || from > last.valid_from) return null;
  const values = { starts: last.valid_from.toISOString() };
  if (!last.same) return { code: 'version-starts', values };
  return from < last.valid_from ? { code: 'version-starts-same', values } : null;
}

const keyOf = ({ area, gridType, officerCategory }: NormInput) =>
  JSON.stringify([area, gridType, officerCategory]);

async function planNorm(trx: Db, norm: NormInput): Promise<Plan> {
  const { rows } = await sql<NonNullable<Plan['last']>>`
    select n.id, n.name, v.version, v.valid_from, v.rules = ${JSON.stringify(norm.rules)}::jsonb as same
    from norms n join areas a on a.id = n.area_id join norm_versions v on v.norm_id = n.id
    where a.code = ${norm.area}
      and n.grid_type is not distinct from ${norm.gridType ?? null}::text
      and n.officer_category is not distinct from ${norm.officerCategory ?? null}::text
    order by v.version desc limit 1`.execute(trx);
  return { norm, from: new Date(norm.from), last: rows[0] };
}

/** Whether a patrol or a day that a norm would hold for, at `from` or later, has been judged. */
async function judgedSince(trx: Db, norm: NormInput, from: Date): Promise<boolean> {
  const since = from.toISOString();
  const { rows } = await sql`
    with grids as (
      select distinct v.area_id as id from area_versions v
      where v.level = 'grid' and v.area_id in (
          select area_subtree(a.id, ${since}::timestamptz, 'infinity') from areas a where a.code = ${norm.area})
        and (${norm.gridType ?? null}::text is null or v.grid_type = ${norm.gridType ?? null})
        and (v.valid_to is null or v.valid_to > ${since})
    ), people as (
      select id from officers where ${norm.officerCategory ?? null}::text is null
        or category = ${norm.officerCategory ?? null}
    )
    select where exists (
        select from patrols p join verdicts v on v.officer_id = p.officer_id and v.patrol_id = p.id
        where p.start_time >= ${since} and p.grid_id in (select id from grids) and p.officer_id in (select id from people))
      or exists (
        -- A day is judged by what holds at its noon.
        select from day_rollups r
        where r.superseded is null and r.grid_id in (select id from grids) and r.officer_id in (select id from people)
          and r.day >= ${since}::date - 1
          and (r.day + interval '12 hours') at time zone area_time_zone(r.grid_id, ${since}) >= ${since})`.execute(
    trx,
  );
  return rows.length > 0;
}

async function storeVersion(trx: Db, { norm, from, last }: Plan, by: string | null): Promise<void> {
  const id = last?.id ?? (await createNorm(trx, norm));
  const version = (last?.version ?? 0) + 1;
  const moment = from.toISOString();
  await sql`
    update norm_versions set valid_to = ${moment} where norm_id = ${id} and version = ${version - 1}`.execute(
    trx,
  );
  await sql`
    insert into norm_versions (norm_id, version, rules, valid_from, published_by, published_at)
    values (${id}, ${version}, ${JSON.stringify(norm.rules)}::jsonb, ${moment}, ${by}, now())`.execute(
    trx,
  );
}

async function createNorm(trx: Db, norm: NormInput): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into norms (area_id, grid_type, officer_category, name)
    select id, ${norm.gridType ?? null}, ${norm.officerCategory ?? null}, ${norm.name}
    from areas where code = ${norm.area}
    returning id`.execute(trx);
  return rows[0]!.id;
}
