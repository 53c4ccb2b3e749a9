import { METRIC_PAGE_MAX, METRIC_ROWS_MAX } from '../../contract/metrics/metrics.ts';
import {
  countUnits,
  definitionsSince,
  findEdition,
  levelOf,
  type RollupRange,
} from '../../db/rollups/metric-groups.ts';
import type { Db } from '../../db/store/open.ts';
import { CASE_DEFINITIONS_VERSION } from '../../domain/cases/definitions.ts';
import { DEFINITIONS_VERSION } from '../../domain/metrics/definitions.ts';
import { spansOf } from '../../domain/metrics/periods.ts';
import type { Question } from '../../domain/metrics/question.ts';
import { Refusal } from '../../errors.ts';

/** What an answer is computed on. */
export interface Basis {
  edition: { edition: number; at: string };
  within: RollupRange['within'];
  /** Most units of the level there can be. */
  units: number;
}

/** The edition asked for, else the latest. Throws `invalid` where there is none of that number. */
export async function editionOf(db: Db, asked: number | undefined): Promise<Basis['edition']> {
  const edition = await findEdition(db, asked);
  if (edition) return edition;
  const latest = (await findEdition(db))!;
  throw Refusal.of('invalid', 'no-edition', { edition: asked!, latest: latest.edition });
}

/** Throws `invalid` where the definitions of figures of cases that are relied on do not hold. */
export function requireCaseDefinitions(asked: string | undefined): void {
  if (asked !== undefined && asked !== CASE_DEFINITIONS_VERSION)
    throw Refusal.of('invalid', 'definitions-now', {
      name: 'caseDefinitions',
      version: CASE_DEFINITIONS_VERSION,
    });
}

/** Throws `invalid` where an edition is asked for that is by other definitions than those that hold. */
export async function requireSince(
  db: Db,
  asked: number | undefined,
  of: 'cases' | 'patrols',
): Promise<void> {
  if (asked === undefined || asked >= (await definitionsSince(db, of))) return;
  const version = of === 'cases' ? CASE_DEFINITIONS_VERSION : DEFINITIONS_VERSION;
  throw Refusal.of('invalid', 'edition-before', { edition: asked, version });
}

/** The areas a question is about, each of them, as an edition knows them: what the asker may see, and what was asked for. */
export const withinOf = (
  db: Db,
  { areaId, edition, scope }: { areaId: number; edition: number; scope: number },
): Promise<RollupRange['within']> =>
  Promise.all(
    [...new Set([scope, areaId])].map(async (id) => ({
      id,
      level: await levelOf(db, id, edition),
    })),
  );

/** Throws `invalid` where an answer without pages would be longer than any. */
export function requireRows(rows: number): void {
  if (rows > METRIC_ROWS_MAX)
    throw Refusal.of('invalid', 'too-many-rows', {
      rows,
      most: METRIC_ROWS_MAX,
      page: METRIC_PAGE_MAX,
    });
}

/** Where the page before ended, of what is cut from a whole: its edition and how many rows came before. Throws `invalid` for anything else than a `next`. */
export function readOffset(
  cursor: string | undefined,
): { edition: number; offset: number } | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,15})_(\d{1,9})$/.exec(cursor);
  if (!match) throw Refusal.of('invalid', 'no-cursor', { name: 'cursor' });
  return { edition: Number(match[1]), offset: Number(match[2]) };
}

/** The edition, the areas and the size of a question. Throws what the asker may not have, and says what they may. */
export async function basisOf(
  db: Db,
  question: Question,
  { scope, nowMs }: { scope: number; nowMs: number },
): Promise<Basis> {
  const moment = new Date(nowMs).toISOString();
  const asked = question.cursor?.edition ?? question.asOf;
  const edition = await editionOf(db, asked);
  await requireSince(db, asked, 'patrols');
  const areaId = question.areaId ?? scope;
  const within = await withinOf(db, { areaId, scope, edition: edition.edition });
  const units =
    question.unitId === undefined
      ? await countUnits(db, { level: question.level, areaId, moment })
      : 1;
  const rows = units * spansOf(question.from, question.to, question.period).length;
  if (question.limit === undefined) requireRows(rows);
  return { edition, within, units };
}
