import { sql } from 'kysely';
import type { Level } from '../../contract/areas/area.ts';
import type { Severity } from '../../contract/incidents/incident.ts';
import type { Due, Turns } from '../../domain/cases/deadlines.ts';
import type { Ground } from '../../domain/cases/ground.ts';
import type { Span, Standing } from '../../domain/cases/standing.ts';
import { asJson } from '../people/provision.ts';
import { iso } from '../store/moments.ts';
import type { Db } from '../store/open.ts';
import { readGrounds } from './grounds.ts';

/** What a case is besides its facts. */
export interface CaseSubject {
  id: number;
  version: number;
  /** Whether it had ended when it was last written. */
  hadEnded: boolean;
  /** Where it lay, one after the other; the last is where it lies. */
  grounds: Ground[];
  /** Levels it can be at, lowest first: those of the tree in which it was opened. */
  levels: readonly Level[];
  severity: Severity;
  /** Its category and those above it, nearest first. */
  categories: string[];
  timeZone: string;
}

/** What cases are for their deadlines; `lock` keeps them as they are until the end of the transaction. */
export async function readSubjects(
  db: Db,
  ids: readonly number[],
  { lock }: { lock: boolean },
): Promise<CaseSubject[]> {
  const { rows: locked } = await sql<
    Pick<CaseSubject, 'id' | 'severity' | 'version' | 'hadEnded'> &
      Omit<Ground, 'untilMs'> & { category: string }
  >`
    select id, version, ended_at is not null as "hadEnded", to_jsonb(area_ids) as "areaIds", levels, severity, category
    from cases where id = any(${ids}::bigint[]) order by id ${lock ? sql`for update` : sql``}`.execute(
    db,
  );
  const before = await readGrounds(
    db,
    locked.map(({ id }) => id),
  );
  const subjects = locked.map(({ areaIds, levels, ...rest }) => {
    const now: Ground = { untilMs: Number.POSITIVE_INFINITY, areaIds, levels };
    const grounds = [...(before.get(rest.id) ?? []), now];
    return { ...rest, grounds, first: grounds[0]! };
  });
  const { rows: paths } = await sql<{ code: string; categories: string[] }>`
    with recursive path as (
      select code, array[code] as kinds, parent_code from incident_categories
      where code = any(${locked.map(({ category }) => category)}::text[])
      union all
      select p.code, p.kinds || c.code, c.parent_code from path p join incident_categories c on c.code = p.parent_code
    )
    select code, kinds as categories from path where parent_code is null`.execute(db);
  const { rows: zones } = await sql<{ id: number; timeZone: string }>`
    select a.id, area_time_zone(a.id, 'infinity') as "timeZone"
    from unnest(${[...new Set(subjects.map(({ first }) => first.areaIds[0]!))]}::bigint[]) as a (id)`.execute(
    db,
  );
  const categoriesOf = new Map(paths.map(({ code, categories }) => [code, categories]));
  const zoneOf = new Map(zones.map(({ id, timeZone }) => [id, timeZone]));
  return subjects.map(({ category, first, ...subject }) => ({
    ...subject,
    levels: first.levels,
    categories: categoriesOf.get(category) ?? [category],
    timeZone: zoneOf.get(first.areaIds[0]!)!,
  }));
}

/** What the facts of a case come to, to be written. */
export interface Settled {
  subject: CaseSubject;
  standing: Standing;
  /** Which answers for it at its level, where it lies now. */
  areaId: number;
  spans: readonly (Span & Partial<Pick<Due, 'dueAt'>>)[];
  turns: Turns;
}

const orNull = (ms: number | null | undefined): string | null =>
  ms === null || ms === undefined || !Number.isFinite(ms) ? null : iso(ms);

/** Writes what cases have come to, each as its next version. */
export async function writeStandings(
  trx: Db,
  settled: readonly Settled[],
  nowMs: number,
): Promise<void> {
  const rows = settled.map(({ areaId, standing, subject, turns }) => ({
    id: subject.id,
    state: standing.state,
    level: standing.level,
    area: areaId,
    officer: standing.handler.officerId,
    department: standing.handler.departmentId,
    opened: orNull(standing.openedAt),
    ended: orNull(standing.endedAt),
    stands: orNull(standing.stops.findLast(({ to }) => to > nowMs)?.to),
    merged: standing.mergedInto,
    rating: standing.rating,
    phase: turns.phase,
    yellow: orNull(turns.yellowAt),
    due: orNull(turns.dueAt),
    yellowCard: orNull(turns.yellowCardAt),
    redCard: orNull(turns.redCardAt),
    late: turns.late,
  }));
  await sql`
    update cases c set version = c.version + 1, changed_at = ${iso(nowMs)}, state = s.state, level = s.level,
      area_id = s.area, officer_id = s.officer, department_id = s.department, opened_at = s.opened,
      ended_at = s.ended, suspended_until = s.stands, merged_into = s.merged, rating = s.rating, phase = s.phase,
      yellow_at = s.yellow, due_at = s.due, yellow_card_at = s."yellowCard", red_card_at = s."redCard", late = s.late
    from json_to_recordset(${asJson(rows)}) as s (id int8, state text, level text, area int8, officer int8, department int8,
      opened timestamptz, ended timestamptz, stands timestamptz, merged int8, rating int, phase text, yellow timestamptz,
      due timestamptz, "yellowCard" timestamptz, "redCard" timestamptz, late boolean)
    where c.id = s.id`.execute(trx);
  await sql`delete from case_spans where case_id = any(${rows.map(({ id }) => id)}::bigint[])`.execute(
    trx,
  );
  const spans = settled.flatMap(({ spans, subject }) =>
    spans.map(({ dueAt, from, kept, level, phase, to }, n) => ({
      ...{ id: subject.id, n, phase, level, kept },
      ...{ from: orNull(from), to: orNull(to), due: orNull(dueAt) },
    })),
  );
  await sql`
    insert into case_spans (case_id, n, phase, level, from_at, to_at, kept, due_at)
    select id, n, phase, level, "from", "to", kept, due from json_to_recordset(${asJson(spans)}) as s (id int8, n int, phase text,
      level text, "from" timestamptz, "to" timestamptz, kept boolean, due timestamptz)`.execute(
    trx,
  );
}
