import { type RawBuilder, sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import { type Case, type CaseState, type Light, SAME_PLACE_M } from '../../contract/cases/case.ts';
import type { Severity } from '../../contract/incidents/incident.ts';
import { literalText } from '../store/literal-text.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A case as it is kept: its light and card follow from this and the clock. */
export type CaseRow = Omit<Case, 'light' | 'card'> & {
  yellowCardAt: string | null;
  redCardAt: string | null;
  late: boolean;
};

export interface CaseFilter {
  nowMs: number;
  /** Those that lie within an area. */
  within?: number;
  /** Likewise, narrower. */
  areaId?: number;
  ids?: readonly number[];
  incidentIds?: readonly string[];
  states?: readonly CaseState[];
  lights?: readonly Light[];
  cards?: boolean;
  levels?: readonly Level[];
  categories?: readonly string[];
  severities?: readonly Severity[];
  officerId?: number;
  departmentId?: number;
  /** true: those that have not ended. */
  open?: boolean;
  /** Opened within [fromMs, toMs). */
  fromMs?: number;
  toMs?: number;
  /** The number of a case, the beginning of an incident's id, or part of a category's name. */
  q?: string;
  /** Only those at the place of this case and of its category. */
  around?: number;
  /** newest: opened last first; due: those with a deadline, due first first. */
  order?: 'newest' | 'due';
  limit?: number;
  cursor?: string;
}

/** Cases one page holds at most. */
export const CASE_PAGE_MAX = 500;

const COLUMNS = sql`c.id, c.incident_id as "incidentId", c.version, c.category, c.severity, c.points, ST_X(c.position) as lng,
  ST_Y(c.position) as lat, c.grid_id as "gridId", c.level, c.area_id as "areaId", c.state, c.officer_id as "officerId",
  c.department_id as "departmentId", ${utc('c.opened_at')} as "openedAt", ${utc('c.changed_at')} as "changedAt",
  ${utc('c.ended_at')} as "endedAt", ${utc('c.suspended_until')} as "suspendedUntil", c.phase, ${utc('c.yellow_at')} as "yellowAt",
  ${utc('c.due_at')} as "dueAt", ${utc('c.yellow_card_at')} as "yellowCardAt", ${utc('c.red_card_at')} as "redCardAt", c.late,
  c.merged_into as "mergedInto"`;

/** What makes each light, as `domain/cases/lights` has it, where it can be looked for; `open`: whether those asked for have ended, if told. */
const LIGHT: Record<Light, (now: RawBuilder<unknown>, open?: boolean) => RawBuilder<unknown>> = {
  red(now, open) {
    if (open === undefined)
      return sql`(case when c.ended_at is null then c.due_at < ${now} else c.late end)`;
    return open ? sql`c.due_at < ${now}` : sql`c.late`;
  },
  yellow: (now) =>
    sql`(c.ended_at is null and c.yellow_at <= ${now} and (c.due_at is null or c.due_at >= ${now}))`,
  green: (
    now,
  ) => sql`(case when c.ended_at is null then coalesce(c.yellow_at > ${now}, true) and coalesce(c.due_at >= ${now}, true)
    else not c.late end)`,
};

/** Of one value an index has the page in order. */
const among = (column: string, values: readonly string[] | undefined) =>
  values &&
  (values.length === 1
    ? sql`${sql.raw(column)} = ${values[0]}`
    : sql`${sql.raw(column)} = any(${values}::text[])`);

/** What a filter asks for, `c` being cases. */
async function conditionOf(db: Db, filter: CaseFilter): Promise<RawBuilder<unknown>> {
  const now = sql`${iso(filter.nowMs)}::timestamptz`;
  const { areaId, cards, departmentId, fromMs, ids, lights, officerId, open, toMs, within } =
    filter;
  const conditions = [
    within !== undefined && sql`c.area_ids @> array[${within}::bigint]`,
    areaId !== undefined && sql`c.area_ids @> array[${areaId}::bigint]`,
    ids && sql`c.id = any(${ids}::bigint[])`,
    among('c.incident_id', filter.incidentIds),
    among('c.state', filter.states),
    among('c.level', filter.levels),
    among('c.category', filter.categories),
    among('c.severity', filter.severities),
    lights &&
      sql`(${sql.join(
        lights.map((light) => LIGHT[light](now, open)),
        sql` or `,
      )})`,
    cards && sql`(c.yellow_card_at < ${now} or c.red_card_at < ${now})`,
    officerId !== undefined && sql`c.officer_id = ${officerId}`,
    departmentId !== undefined && sql`c.department_id = ${departmentId}`,
    open === true && sql`c.ended_at is null`,
    open === false && sql`c.ended_at is not null`,
    fromMs !== undefined && sql`c.opened_at >= ${iso(fromMs)}`,
    toMs !== undefined && sql`c.opened_at < ${iso(toMs)}`,
    filter.around !== undefined && sameMatter(filter.around),
    filter.q && searched(filter.q, await categoriesNamed(db, filter.q)),
  ].filter((condition) => typeof condition === 'object');
  return sql.join([sql`true`, ...conditions], sql` and `);
}

/** Codes of the categories whose name holds a text. Asked first: a search that joins them reads every case. */
async function categoriesNamed(db: Db, q: string): Promise<string[]> {
  const named = `%${literalText(q)}%`;
  const rows = await db
    .selectFrom('incident_categories')
    .select('code')
    .where((e) =>
      e.or([e('name_zh', 'ilike', named), e('name_en', 'ilike', named), e('code', '=', q)]),
    )
    .execute();
  return rows.map(({ code }) => code);
}

/** Others of its category at the place of a case: the same matter come back. */
const sameMatter = (id: number) => {
  const [place, category] = ['position', 'category'].map(
    (column) => sql`(select ${sql.ref(column)} from cases where id = ${id})`,
  );
  return sql`(c.id <> ${id} and c.category = ${category!} and c.position && ST_Expand(${place!}, ${SAME_PLACE_M / 50_000}::float8)
    and ST_DWithin(c.position::geography, ${place!}::geography, ${SAME_PLACE_M}))`;
};

const searched = (
  q: string,
  categories: readonly string[],
) => sql`(c.incident_id like ${`${literalText(q)}%`}
  ${/^\d{1,15}$/.test(q) ? sql`or c.id = ${Number(q)}` : sql``}
  ${categories.length > 0 ? sql`or c.category = any(${categories}::text[])` : sql``})`;

/** Cases a filter asks for, a page at a time (at most 500). */
export async function listCaseRows(
  db: Db,
  filter: CaseFilter,
): Promise<{ cases: CaseRow[]; next: string | null }> {
  const limit = Math.min(filter.limit ?? 100, CASE_PAGE_MAX);
  const cursor = /^(\d{1,14})-(\d{1,15})$/.exec(filter.cursor ?? '');
  const after = cursor && {
    at: sql`${iso(Number(cursor[1]))}::timestamptz`,
    id: sql`${cursor[2]}::bigint`,
  };
  const byDue = filter.order === 'due';
  const { rows } = await sql<CaseRow & { lng: number; lat: number }>`
    select ${COLUMNS} from cases c
    where ${await conditionOf(db, filter)}
      ${byDue ? sql`and c.due_at is not null and c.ended_at is null` : sql``}
      ${after ? (byDue ? sql`and (c.due_at, c.id) > (${after.at}, ${after.id})` : sql`and (c.opened_at, c.id) < (${after.at}, ${after.id})`) : sql``}
    order by ${byDue ? sql`c.due_at, c.id` : sql`c.opened_at desc, c.id desc`} limit ${limit + 1}`.execute(
    db,
  );
  const cases = rows
    .slice(0, limit)
    .map(({ lat, lng, ...row }) => ({ ...row, position: { lng, lat } }));
  const last = cases.at(-1);
  const at = last && (byDue ? last.dueAt! : last.openedAt);
  return { cases, next: rows.length > limit && last ? `${Date.parse(at!)}-${last.id}` : null };
}

export interface CaseCount {
  state: CaseState;
  light: Light;
  count: number;
}

/** How many open cases a filter asks for, by state and light. */
export async function countOpenCases(db: Db, filter: CaseFilter): Promise<CaseCount[]> {
  const now = sql`${iso(filter.nowMs)}::timestamptz`;
  const { rows } = await sql<CaseCount>`
    select c.state, case when ${LIGHT.red(now)} then 'red' when ${LIGHT.yellow(now)} then 'yellow' else 'green' end as light,
      count(*)::int as count
    from cases c where c.ended_at is null and ${await conditionOf(db, filter)}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
