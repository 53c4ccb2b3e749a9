import { sql } from 'kysely';
import type { LngLat } from '../../contract/areas/geo.ts';
import type { CaseFact } from '../../contract/cases/case.ts';
import type { Fact } from '../../domain/cases/fact.ts';
import { asJson } from '../people/provision.ts';
import { iso, utc } from '../store/moments.ts';
import type { Db } from '../store/open.ts';

/** A fact with whose it is and who said it. */
export interface NewFact extends Fact {
  caseId: number;
  /** Account or handheld:CODE; null: the rule of the category. */
  by: string | null;
  position: LngLat | null;
  /** When it came, Unix ms, where that is told of the past; else now. */
  receivedAt?: number;
}

/** Puts facts on record, each as the next version of its case; one of an id that is there is the same fact. Returns those that are new. */
export async function insertFacts(
  trx: Db,
  facts: readonly NewFact[],
  receivedMs: number,
): Promise<Set<string>> {
  if (facts.length === 0) return new Set();
  const rows = facts.map(({ position, at, receivedAt, until, ...rest }) => ({
    ...rest,
    ...position,
    at: iso(at),
    received: iso(receivedAt ?? receivedMs),
    until: until === null ? null : iso(until),
  }));
  const { rows: stored } = await sql<{ caseId: number; id: string }>`
    insert into case_facts (case_id, id, version, step, at, received_at, by_name, officer_id, level, why, until, to_officer_id,
      to_department_id, to_level, into_case, rating, position)
    select f."caseId", f.id, c.version + 1, f.step, f.at, f.received, f.by, f."officerId", f.level, f.why, f.until,
      f."toOfficerId", f."toDepartmentId", f."toLevel", f."into", f.rating, ST_SetSRID(ST_MakePoint(f.lng, f.lat), 4326)
    from json_to_recordset(${asJson(rows)}) as f ("caseId" int8, id text, step text, at timestamptz, received timestamptz, by text, "officerId" int8,
      level text, why text, until timestamptz, "toOfficerId" int8, "toDepartmentId" int8, "toLevel" text, "into" int8,
      rating int, lng float8, lat float8)
    join cases c on c.id = f."caseId"
    on conflict (case_id, id) do nothing
    returning case_id as "caseId", id`.execute(trx);
  return new Set(stored.map(({ caseId, id }) => `${caseId}/${id}`));
}

type Stored = Omit<Fact, 'at' | 'until'> & { caseId: number; at: number; until: number | null };
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** All facts of some cases, as the case is folded from. */
export async function readFacts(db: Db, caseIds: readonly number[]): Promise<Map<number, Fact[]>> {
  const { rows } = await sql<Stored>`
    select case_id as "caseId", id, step, ${ms('at')} as at, officer_id as "officerId", level, why, ${ms('until')} as until,
      to_officer_id as "toOfficerId", to_department_id as "toDepartmentId", to_level as "toLevel", into_case as "into", rating
    from case_facts where case_id = any(${caseIds}::bigint[])`.execute(db);
  const found = new Map<number, Fact[]>(caseIds.map((id) => [id, []]));
  for (const { caseId, ...fact } of rows) found.get(caseId)!.push(fact);
  return found;
}

/** What is on record of a case in the order it was done; `sinceVersion`: what came after that version. */
export async function listFacts(db: Db, caseId: number, sinceVersion = 0): Promise<CaseFact[]> {
  const { rows } = await sql<
    Omit<CaseFact, 'position'> & { lng: number | null; lat: number | null }
  >`
    select id, step, ${utc('at')} as at, ${utc('received_at')} as "receivedAt", by_name as by, officer_id as "officerId", level,
      why, ${utc('until')} as until, to_officer_id as "toOfficerId", to_department_id as "toDepartmentId", to_level as "toLevel",
      into_case as "into", rating, ST_X(position) as lng, ST_Y(position) as lat
    from case_facts where case_id = ${caseId} and version > ${sinceVersion}
    order by case_facts.at, version, id`.execute(db);
  return rows.map(({ lng, lat, ...fact }) => ({
    ...fact,
    position: lng === null || lat === null ? null : { lng, lat },
  }));
}
