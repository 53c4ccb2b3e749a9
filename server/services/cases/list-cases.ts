import { type Case, ENDED_STATES } from '../../contract/cases/case.ts';
import { type CaseFilter, type CaseRow, listCaseRows } from '../../db/cases/list.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { cardOf, lightOf } from '../../domain/cases/lights.ts';

const ms = (text: string | null) => (text === null ? null : Date.parse(text));

function toCase({ late, redCardAt, yellowCardAt, ...row }: CaseRow, nowMs: number): Case {
  const turns = { late, dueAt: ms(row.dueAt), yellowAt: ms(row.yellowAt) };
  const cards = { redCardAt: ms(redCardAt), yellowCardAt: ms(yellowCardAt) };
  return {
    ...row,
    light: lightOf(turns, ENDED_STATES.includes(row.state), nowMs),
    card: cardOf(cards, nowMs),
  };
}

/** Cases a filter asks for with their lights and cards as they are now, a page at a time. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
): Promise<{ cases: Case[]; next: string | null; at: string }> {
  const { cases, next } = await listCaseRows(db, filter);
  return { cases: cases.map((row) => toCase(row, filter.nowMs)), next, at: iso(filter.nowMs) };
}

/** These cases, opened last first. */
export async function readCases(db: Db, ids: readonly number[], nowMs: number): Promise<Case[]> {
  const cases: Case[] = [];
  for (let k = 0; k < ids.length; k += 500)
    cases.push(...(await listCases(db, { nowMs, ids: ids.slice(k, k + 500), limit: 500 })).cases);
  return cases;
}

/** One case, or undefined. */
export const findCase = async (db: Db, id: number, nowMs: number): Promise<Case | undefined> =>
  (await readCases(db, [id], nowMs))[0];
