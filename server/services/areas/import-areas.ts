import { sql } from 'kysely';
import {
  type AreaDefect,
  type AreaImport,
  type AreaImportProgress,
  type AreaImportReport,
  type AreaImportStage,
  type DefectPlace,
  type Healed,
  PLACES_MOST,
} from '../../contract/areas/area-import.ts';
import { firstCodes } from '../../contract/file-problem.ts';
import { EARLIEST_MS } from '../../contract/fixes/fix.ts';
import { tellNotesOfFile, tellProblems } from '../../contract/tell-file.ts';
import { isTopArea, readStandings } from '../../db/access/standings.ts';
import { findBegins } from '../../db/areas/import-begins.ts';
import { casesMovedByImport } from '../../db/areas/import-cases.ts';
import { readChangedAreas, readGroundFacts } from '../../db/areas/import-changes.ts';
import { findInvalid, gatherFacts } from '../../db/areas/import-facts.ts';
import { healSlivers } from '../../db/areas/import-heal.ts';
import { compareDrafts, keepShapes, loadDrafts } from '../../db/areas/import-load.ts';
import { makeParents } from '../../db/areas/import-made.ts';
import { readNamedGround } from '../../db/areas/import-places.ts';
import { readPlacePairs } from '../../db/areas/import-shift.ts';
import { findMissing, readTouched, storeDrafts } from '../../db/areas/import-store.ts';
import { nameTouchedByImport, touchedByImport } from '../../db/areas/import-touched.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { namedGround, namedPoints } from '../../domain/area-import/defect-places.ts';
import type { AreaDraft } from '../../domain/area-import/draft.ts';
import { findShift } from '../../domain/area-import/find-shift.ts';
import { gridChanges } from '../../domain/area-import/grid-changes.ts';
import { judgeImport } from '../../domain/area-import/judge-import.ts';
import { draftOf, readFeatures, requireKeys } from '../../domain/area-import/read-features.ts';
import { readCrs } from '../../domain/reading/shapes/coordinates.ts';
import { Refusal } from '../../errors.ts';

export interface AreaImporter {
  now: Date;
  /** Area of whoever imports; null: a program of ours. */
  within?: number | null;
  /** Told as each stage begins; what it throws takes the import back. */
  onStage?: (begun: AreaImportProgress) => void;
}

/**
 * Imports the areas of a GeoJSON file, all or nothing: with any defect, or where only a check is asked for, nothing is
 * stored. What differs from the version in force at `from` becomes a new version that holds from then on; importing the
 * same again changes nothing. Where `from` lies in the past, what was judged since by areas that change is judged again. What it draws, hangs elsewhere or ends must lie within the area `within`, before and
 * after; else it throws `forbidden`. `now` stands in for `from` where that is not told, and then areas that were never on record
 * hold from the earliest moment there is, where nothing on record held their ground until now.
 */
export async function importAreas(
  db: Db,
  { collection, options }: AreaImport,
  { now, onStage = () => {}, within = null }: AreaImporter,
): Promise<AreaImportReport> {
  const from = options.from === undefined ? now : new Date(options.from);
  // What was never on record has no other shape to judge its past by: late fixes find it from the beginning.
  const firstFrom = options.from === undefined ? new Date(EARLIEST_MS) : from;
  const notes = readCrs(collection, options.datum);
  requireKeys(collection.features, options);
  const readings = readFeatures(collection.features, options);
  const drafts = readings.flatMap((reading) => draftOf(reading, options.timeZone) ?? []);
  const codesInFile = new Set(readings.flatMap(({ code }) => code ?? []));

  return inTransaction(db, async (trx) => {
    const begin = (stage: AreaImportStage) => onStage({ stage, features: readings.length });
    begin('load');
    await takeTurns(trx);
    await loadDrafts(trx, drafts);
    begin('mend');
    const mended = await findInvalid(trx, options.repair);
    await findMissing(trx, from, options.closeMissing);
    const healed = options.healM > 0 ? await healSlivers(trx, from, options.healM) : NOTHING_HEALED;
    const made = await makeParents(trx, options, from);
    const keptShape = await keepShapes(trx, from);
    await compareDrafts(trx, from);
    if (within !== null) await mustHoldDrafts(trx, within, now.getTime());
    begin('place');
    const facts = await gatherFacts(trx, from, codesInFile);
    const judgement = judgeImport(readings, facts, mended, options, from.getTime());
    begin('compare');
    const shift = findShift(await readPlacePairs(trx, from), options.datum);
    const grids = gridChanges(await readGroundFacts(trx, from));
    const areas = await readChangedAreas(trx, from);
    const counts = await countStates(trx);
    const { endedUnderPatrols, ...judged } = await touchedByImport(trx, from);
    const touched = { ...judged, cases: await casesMovedByImport(trx, from) };
    judgement.defects.push(
      ...endedUnderPatrols.map(
        (code): AreaDefect => ({
          feature: null,
          code,
          defect: 'judged-since',
          ...tellProblems([{ code: 'patrols-since', values: { from: from.toISOString() } }]),
        }),
      ),
    );
    const places = await placesOf(trx, from, judgement.defects);
    const imported = judgement.defects.length === 0 && !options.check;
    if (imported) begin('store');
    if (imported) await nameTouchedByImport(trx, from, now.getTime());
    if (imported && firstFrom < from) await findBegins(trx, { from, firstFrom }, options);
    const { closed } = imported ? await storeDrafts(trx, from) : await countClosing(trx);
    await dropDrafts(trx);
    return {
      imported,
      from: from.toISOString(),
      features: readings.length,
      ...counts,
      keptShape,
      closed,
      touched,
      areas,
      grids,
      healed,
      shift,
      made,
      ...judgement,
      places,
      ...tellNotesOfFile(notes),
    };
  });
}

async function placesOf(
  trx: Db,
  from: Date,
  defects: readonly AreaDefect[],
): Promise<DefectPlace[]> {
  const first = defects.slice(0, PLACES_MOST);
  const ground = await readNamedGround(trx, from, namedGround(first));
  return [...ground, ...namedPoints(first)]
    .sort((a, b) => a.key - b.key)
    .map(({ key, ground: at }) => ({ defect: key, ground: at as DefectPlace['ground'] }));
}

const NOTHING_HEALED: Healed = { overlaps: 0, overlapM2: 0, gaps: 0, gapM2: 0 };

/** Stores areas that are sound by construction, as versions from `from` on. Storing the same again changes nothing. */
export async function storeAreas(db: Db, drafts: readonly AreaDraft[], from: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    await takeTurns(trx);
    await loadDrafts(trx, drafts);
    await findMissing(trx, from, false);
    await compareDrafts(trx, from);
    await storeDrafts(trx, from);
    await dropDrafts(trx);
  });
}

/** Refuses to touch areas of others: those there are, those they come to hang under, those that end. */
async function mustHoldDrafts(trx: Db, areaId: number, nowMs: number): Promise<void> {
  const { codes, tops } = await readTouched(trx);
  if (tops.length > 0 && !(await isTopArea(trx, areaId, nowMs)))
    throw Refusal.of('forbidden', 'tops-of-top-area', { areas: firstCodes(tops) });
  const at = iso(nowMs);
  const claims = codes.map((key) => ({ key, since: at, until: at }));
  const standings = await readStandings(trx, 'area', claims, { areaId, nowMs });
  const foreign = codes.filter((_, k) => standings[k] && !standings[k].held);
  if (foreign.length > 0)
    throw Refusal.of('forbidden', 'areas-beyond-own', { areas: firstCodes(foreign) });
}

/** One import at a time; reading goes on. */
export const takeTurns = (trx: Db) =>
  sql`lock table area_versions in share row exclusive mode`.execute(trx);

/** The transaction may be a longer one with another import in it. */
const dropDrafts = (trx: Db) => sql`drop table area_drafts, area_closing`.execute(trx);

async function countStates(trx: Db) {
  const { rows } = await sql<{ created: number; changed: number; unchanged: number }>`
    select count(*) filter (where state = 'created')::int as created,
      count(*) filter (where state = 'changed')::int as changed,
      count(*) filter (where state = 'unchanged')::int as unchanged
    from area_drafts`.execute(trx);
  return rows[0]!;
}

async function countClosing(trx: Db): Promise<{ closed: number }> {
  const { rows } = await sql<{
    closed: number;
  }>`select count(*)::int as closed from area_closing`.execute(trx);
  return rows[0]!;
}
