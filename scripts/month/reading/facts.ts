import { sql } from 'kysely';
import type { MetricLevel } from '../../../server/contract/metrics/metrics.ts';
import type { NormRules } from '../../../server/contract/norms/norm.ts';
import type { Outcome } from '../../../server/contract/patrols/verdict.ts';
import type { OfficerCategory } from '../../../server/contract/people/people.ts';
import type { Db } from '../../../server/db/store/open.ts';
import { PRESETS } from '../../../server/domain/norms/presets.ts';
import type { Month } from '../period.ts';

/** A judged patrol by its latest verdict. */
export interface Walk {
  id: number;
  officerId: number;
  startMs: number;
  endMs: number;
  /** Local day, and HH:MM, at which it began. */
  day: string;
  clock: string;
  outcome: Outcome;
  effectiveMin: number;
  coverage: number;
  distanceM: number;
  gapMin: number;
  strong: number;
  weak: number;
  /** Checkpoints visited, and how many there were. */
  visited: string[];
  checkpoints: number;
  seen: string[];
}

/** A matter that came up in a grid. */
export interface Matter {
  id: string;
  day: string;
  foundBy: string;
  /** Codes from its category up to the top. */
  kinds: string[];
  points: number;
  finder: number | null;
}

/** Who holds a grid, or helped in it. */
export interface Walker {
  id: number;
  code: string;
  category: OfficerCategory;
  holds: boolean;
  rules: NormRules;
}

/** All that is on record of one grid in a month. */
export interface GridFacts {
  /** Code of the area of each level it lies in, its own included. */
  codes: Partial<Record<MetricLevel, string>>;
  /** By id. */
  walkers: Walker[];
  walks: Walk[];
  matters: Matter[];
  /** Patrollable cells and their weights. */
  cells: Map<string, number>;
  /** Places that must be visited. */
  checkpoints: readonly string[];
}

/** Reads the raw record of a month grid by grid: nothing the service has summed up, and nothing by its functions. */
export async function* readGrids(db: Db, month: Month): AsyncGenerator<GridFacts> {
  const { norms } = PRESETS[month.scenario]!;
  const places = await readPlaces(db);
  const matters = await readMatters(db, month);
  for (const grid of places.values()) {
    if (grid.level !== 'grid') continue;
    const codes: GridFacts['codes'] = {};
    for (let at: typeof grid | undefined = grid; at; at = places.get(at.parentId ?? 0))
      codes[at.level] = at.code;
    const walks = await readWalks(db, grid.id, month);
    const { rows: walkers } = await sql<Omit<Walker, 'rules'>>`
      select o.id, o.code, o.category,
        exists (select from officer_assignments a where a.officer_id = o.id and a.area_id = ${grid.id}) as holds
      from officers o
      where o.id = any(${walks.map(({ officerId }) => officerId)}::bigint[])
        or o.id in (select officer_id from officer_assignments where area_id = ${grid.id})
      order by o.id`.execute(db);
    // The most particular norm that fits: of a type and category before of one of them before of neither.
    const fitting = (category: OfficerCategory) =>
      norms
        .filter((norm) => (norm.gridType ?? grid.gridType) === grid.gridType)
        .filter((norm) => (norm.officerCategory ?? category) === category)
        .sort((a, b) => particular(b) - particular(a))[0]!.rules;
    yield {
      codes,
      walkers: walkers.map((one) => ({ ...one, rules: fitting(one.category) })),
      walks,
      matters: matters.get(grid.id) ?? [],
      cells: await readCells(db, grid.id),
      checkpoints: month.checkpoints[grid.code] ?? [],
    };
  }
}

const particular = (norm: { gridType?: unknown; officerCategory?: unknown }) =>
  Number(norm.gridType !== undefined) + Number(norm.officerCategory !== undefined);

async function readPlaces(db: Db) {
  const { rows } = await sql<{
    id: number;
    code: string;
    level: Exclude<MetricLevel, 'officer'>;
    parentId: number | null;
    gridType: string | null;
  }>`
    select a.id, a.code, v.level, v.parent_id as "parentId", v.grid_type as "gridType"
    from areas a join area_versions v on v.area_id = a.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readWalks(db: Db, gridId: number, { from, to, timeZone }: Month): Promise<Walk[]> {
  const { rows } = await sql<Omit<Walk, keyof Told> & { body: Body }>`
    select p.id, p.officer_id as "officerId", (extract(epoch from p.start_time) * 1000)::float8 as "startMs",
      (extract(epoch from p.end_time) * 1000)::float8 as "endMs", to_char(p.start_time at time zone ${timeZone}, 'YYYY-MM-DD') as day,
      to_char(p.start_time at time zone ${timeZone}, 'HH24:MI') as clock, v.outcome, v.effective_min as "effectiveMin", v.coverage,
      v.body
    from patrols p join verdicts v on v.officer_id = p.officer_id and v.patrol_id = p.id
    where p.grid_id = ${gridId} and p.start_time >= ${from}::timestamp at time zone ${timeZone}
      and p.start_time < ${to}::timestamp at time zone ${timeZone}
    order by v.version`.execute(db);
  const latest = new Map(rows.map((row) => [`${row.officerId} ${row.id}`, row]));
  return [...latest.values()]
    .map(({ body, ...row }) => ({ ...row, ...told(body) }))
    .sort((a, b) => a.startMs - b.startMs || a.id - b.id);
}

interface Body {
  measures: { distanceM: { best: number }; gapMin: number };
  signals: { strength: string }[];
  checkpoints: { id: string; visited: boolean }[];
  cells: { seen: string[] };
}

type Told = ReturnType<typeof told>;
const told = ({ measures, signals, checkpoints, cells }: Body) => ({
  distanceM: measures.distanceM.best,
  gapMin: measures.gapMin,
  strong: signals.filter(({ strength }) => strength === 'strong').length,
  weak: signals.filter(({ strength }) => strength === 'weak').length,
  visited: checkpoints.filter(({ visited }) => visited).map(({ id }) => id),
  checkpoints: checkpoints.length,
  seen: cells.seen,
});

async function readCells(db: Db, gridId: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ cell: string; weight: number }>`
    select to_hex(c.cell) as cell, c.weight from cell_sets s cross join lateral unnest(s.cells, s.weights) as c (cell, weight)
    where s.grid_id = ${gridId}`.execute(db);
  return new Map(rows.map(({ cell, weight }) => [cell, weight]));
}

/** By grid. A category's kinds are its code and those above it; the finder carries the handheld that reported it. */
async function readMatters(db: Db, { from, to, timeZone }: Month) {
  const { rows: known } = await sql<{ code: string; parent: string | null; points: number }>`
    select code, parent_code as parent, points from incident_categories`.execute(db);
  const categories = new Map(known.map((row) => [row.code, row]));
  const { rows } = await sql<Matter & { gridId: number; category: string }>`
    select i.id, i.grid_id as "gridId", i.category, to_char(i.occurred_from at time zone ${timeZone}, 'YYYY-MM-DD') as day,
      i.found_by as "foundBy", a.officer_id as finder
    from incidents i
    left join handhelds h on i.reported_by = 'handheld:' || h.code
    left join handheld_assignments a on a.handheld_id = h.id
    where i.grid_id is not null and i.occurred_from >= ${from}::timestamp at time zone ${timeZone}
      and i.occurred_from < ${to}::timestamp at time zone ${timeZone}`.execute(db);
  const grids = new Map<number, Matter[]>();
  for (const { gridId, category, ...row } of rows) {
    const kinds: string[] = [];
    for (let at: string | null = category; at; at = categories.get(at)!.parent) kinds.push(at);
    const own = grids.get(gridId) ?? [];
    own.push({ ...row, kinds, points: categories.get(category)!.points });
    grids.set(gridId, own);
  }
  return grids;
}
