import type { GivenRow } from '../../db/ogc/sources/given.ts';
import type { Ask } from '../../db/ogc/sources/source.ts';
import type { Db } from '../../db/store/open.ts';
import { listWarnings } from '../../db/warnings/list.ts';
import { outlineOf } from '../../domain/warnings/outline.ts';
import { Refusal } from '../../errors.ts';

/** Most warnings of one time: years of a city. */
const WARNINGS_MAX = 5_000;
const PAGE = 500;

const msOf = (iso: string): number | undefined =>
  iso.endsWith('infinity') ? undefined : Date.parse(iso);

/** Warnings that touch an area and stood at any time of those asked for, with the outline of their cells. */
export async function warningRows(db: Db, { areaId, fid, since, until }: Ask): Promise<GivenRow[]> {
  const rows: GivenRow[] = [];
  const [fromMs, toMs] = [msOf(since), msOf(until)];
  const filter = {
    ...{ scope: areaId, limit: PAGE },
    ...(fid === undefined ? {} : { ids: /^\d{1,15}$/.test(fid) ? [Number(fid)] : [] }),
    ...(fromMs === undefined ? {} : { fromMs }),
    // It takes what was raised before; one raised at the very moment counts.
    ...(toMs === undefined ? {} : { toMs: toMs + 1 }),
  };
  for (let cursor: string | null = null; ; ) {
    const page = await listWarnings(db, cursor === null ? filter : { ...filter, cursor });
    rows.push(...page.warnings.map(rowOf));
    cursor = page.next;
    if (cursor === null) return rows;
    if (rows.length >= WARNINGS_MAX)
      throw Refusal.toProgram(
        'invalid',
        `more than ${WARNINGS_MAX} warnings; say a shorter datetime`,
      );
  }
}

const rowOf = (
  warning: Awaited<ReturnType<typeof listWarnings>>['warnings'][number],
): GivenRow => ({
  fid: String(warning.id),
  geometry: outlineOf(warning.cells),
  warning_id: warning.id,
  area_id: warning.areaId,
  area_name: warning.areaName,
  category: warning.category,
  level: warning.level,
  peak: warning.peak,
  state: warning.state,
  supported: warning.supported,
  start_time: warning.raisedAt,
  ended_at: warning.endedAt,
  changed_at: warning.changedAt,
  found_from: warning.foundFrom,
  found_to: warning.foundTo,
  method: warning.method,
  observed: warning.observed,
  expected: warning.expected,
  p: warning.p,
});
