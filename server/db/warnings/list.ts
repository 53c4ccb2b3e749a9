import { sql } from 'kysely';
import type {
  Warning,
  WarningLevel,
  WarningPage,
  WarningState,
  WarningStep,
  WarningVersion,
} from '../../contract/warnings/warning.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

export interface WarningFilter {
  /** What the asker may see: warnings of this area, of areas below, and those whose cells touch a grid of it. */
  scope?: number;
  /** Likewise, narrower. */
  within?: number;
  ids?: readonly number[];
  states?: readonly WarningState[];
  levels?: readonly WarningLevel[];
  /** A category code; null: all together. */
  category?: string | null;
  /** Those that stood at any time in [fromMs, toMs). */
  fromMs?: number;
  toMs?: number;
  limit?: number;
  cursor?: string;
}

const COLUMNS = sql`w.id, w.edition, w.version, w.area_id as "areaId", a.name as "areaName",
  to_jsonb(w.grid_ids) as "gridIds", w.category, w.level, w.peak, w.state, w.supported, ${utc('w.raised_at')} as "raisedAt",
  ${utc('w.changed_at')} as "changedAt", ${utc('w.ended_at')} as "endedAt", ${utc('w.found_from')} as "foundFrom",
  ${utc('w.found_to')} as "foundTo", w.cells, w.head, w.handled_by as "handledBy", w.verdict, w.follows,
  w.merged_into as "mergedInto"`;
const NAMED = sql`join lateral (
  select name from area_versions where area_id = w.area_id order by version desc limit 1) a on true`;

/** Warnings touching an area: of it or below it, or with a cell in one of its grids. */
export const touches = (areaId: number) => sql`(
  w.area_id in (select area_subtree(${areaId}::bigint, '-infinity', 'infinity'))
  or w.grid_ids && array(select area_subtree(${areaId}::bigint, '-infinity', 'infinity')))`;

/** Warnings, the one raised last first, a page at a time (at most 500). */
export async function listWarnings(db: Db, filter: WarningFilter): Promise<WarningPage> {
  const limit = Math.min(filter.limit ?? 100, 500);
  const cursor = /^(\d{1,14})-(\d{1,15})$/.exec(filter.cursor ?? '');
  const conditions = [
    filter.scope !== undefined && touches(filter.scope),
    filter.within !== undefined && touches(filter.within),
    filter.ids && sql`w.id = any(${filter.ids}::bigint[])`,
    filter.states && sql`w.state = any(${filter.states}::text[])`,
    filter.levels && sql`w.level = any(${filter.levels}::text[])`,
    filter.category !== undefined && sql`w.category is not distinct from ${filter.category}::text`,
    filter.fromMs !== undefined && sql`(w.ended_at is null or w.ended_at >= ${iso(filter.fromMs)})`,
    filter.toMs !== undefined && sql`w.raised_at < ${iso(filter.toMs)}`,
    cursor &&
      sql`(w.raised_at, w.id) < (${iso(Number(cursor[1]))}::timestamptz, ${cursor[2]}::bigint)`,
  ].filter((condition) => condition !== false && condition !== undefined && condition !== null);
  const { rows } = await sql<WarningRow>`
    select ${COLUMNS} from warnings w ${NAMED}
    where ${sql.join([sql`true`, ...conditions], sql` and `)}
    order by w.raised_at desc, w.id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit).map(toWarning);
  const last = page.at(-1);
  return {
    warnings: page,
    next: rows.length > limit && last ? `${Date.parse(last.raisedAt)}-${last.id}` : null,
  };
}

/** These warnings, by id. */
export async function readWarnings(db: Db, ids: readonly number[]): Promise<Warning[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WarningRow>`
    select ${COLUMNS} from warnings w ${NAMED} where w.id = any(${ids}::bigint[]) order by w.id`.execute(
    db,
  );
  return rows.map(toWarning);
}

/** One warning, if the scope may see it. */
export async function findWarning(
  db: Db,
  id: number,
  scope?: number,
): Promise<Warning | undefined> {
  return (
    await listWarnings(db, { ids: [id], ...(scope === undefined ? {} : { scope }), limit: 1 })
  ).warnings[0];
}

/** All that was known of a warning and done about it, latest first. */
export async function readWarningHistory(
  db: Db,
  id: number,
): Promise<{ versions: WarningVersion[]; steps: WarningStep[] }> {
  const versions = await sql<WarningVersion>`
    select version, edition, ${utc('recorded_at')} as "recordedAt", ${utc('run_at')} as "runAt", reason, level, supported,
      findings
    from warning_versions where warning_id = ${id} order by version desc`.execute(db);
  const steps = await sql<WarningStep>`
    select edition, step, from_state as "from", to_state as "to", ${utc('at')} as at, by_account as by, comment, verdict
    from warning_steps where warning_id = ${id} order by edition desc`.execute(db);
  return { versions: versions.rows, steps: steps.rows };
}

/** What `warnings.head` holds: figures of the strongest finding. */
export type HeadFigures = Pick<
  Warning,
  'from' | 'to' | 'centre' | 'method' | 'observed' | 'expected' | 'p' | 'recurrenceDays'
>;

type WarningRow = Omit<Warning, keyof HeadFigures> & { head: HeadFigures };

const toWarning = ({ head, ...row }: WarningRow): Warning => ({ ...row, ...head });
