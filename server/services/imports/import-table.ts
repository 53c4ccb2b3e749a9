import {
  CHANGES_MAX,
  type ImportChange,
  type ImportDefect,
  type ImportKind,
  type ImportPart,
  type ImportReport,
} from '../../contract/imports/import.ts';
import { tellNotesOfFile } from '../../contract/tell-file.ts';
import { type Before, readBefore } from '../../db/imports/before.ts';
import { rowsOf } from '../../db/imports/rows.ts';
import { takeTurn } from '../../db/imports/turn.ts';
import { parentsOf } from '../../db/incidents/categories.ts';
import { inTransaction } from '../../db/store/in-transaction.ts';
import type { Db } from '../../db/store/open.ts';
import { hashSecret } from '../../domain/accounts/secret.ts';
import { compareRows } from '../../domain/imports/compare-rows.ts';
import { findAssignedTwice } from '../../domain/imports/find-assigned-twice.ts';
import { findFixed } from '../../domain/imports/find-fixed.ts';
import { findHomes, withHomes } from '../../domain/imports/find-homes.ts';
import { findRings } from '../../domain/imports/find-rings.ts';
import { findTwice } from '../../domain/imports/find-twice.ts';
import { findUnknown } from '../../domain/imports/find-unknown.ts';
import { KINDS } from '../../domain/imports/kinds.ts';
import { joinParts, type Parts } from '../../domain/imports/parts.ts';
import type { ImportReading, ImportRow } from '../../domain/imports/read-import.ts';
import { type Applied, applyParts } from './apply-parts.ts';
import { readMeantAreas } from './read-meant-areas.ts';

export interface TableImport {
  kind: ImportKind;
  /** What its file holds. */
  reading: ImportReading;
  /** ISO 8601: when assignments begin that say nothing. */
  from: string;
  check: boolean;
  /** Account of whoever brings it in; null: none. */
  by: number | null;
  /** Area of whoever brings it in: it is told what changes within it. */
  within: number;
}

/** Thrown to undo what a check did. */
const UNDONE = Symbol('a check');

/**
 * Imports a table, all or nothing: with any defect, or in a check, nothing is stored. A check does everything an import does and
 * undoes it, so it says exactly what would change. Importing the same again changes nothing. `now` is Unix ms.
 */
export async function importTable(
  db: Db,
  { by, check, from, kind, reading, within }: TableImport,
  { now, onPart = () => {} }: { now: number; onPart?: (part: ImportPart) => void },
): Promise<ImportReport> {
  const partsIn = (rows: readonly ImportRow[]) =>
    joinParts(rows.map(({ values }) => KINDS[kind].parts(values)));
  const sheets = [reading, ...(reading.twins ?? [])];
  const inFile = sheets.flatMap(({ all }) => all);
  let defects: ImportDefect[] = [];
  let applied: Applied = { parts: [], secrets: [] };
  let changes: ImportChange[] = [];
  await inTransaction(db, async (trx) => {
    await takeTurn(trx, kind);
    const before = await readBefore(trx, partsIn(inFile));
    const { areas, categories, grids, handhelds, officers } = before;
    const known = {
      ...{ officer: officers, handheld: handhelds, grid: grids },
      ...{ area: areas, category: categories },
    };
    const homes = await readMeantAreas(
      trx,
      inFile.flatMap(({ values: { home } }) => (home === undefined ? [] : String(home))),
      { nowMs: now, within },
    );
    const parents = kind === 'categories' ? await parentsOf(trx) : null;
    defects = sheets.flatMap((one) =>
      [
        ...one.defects,
        ...findUnknown(kind, one, known, inFile),
        ...(parents ? findRings(one, parents) : []),
        ...findHomes(one, homes, officers),
        ...findTwice(kind, one, before),
        ...findAssignedTwice(kind, one, from),
        ...findFixed(one, before.accounts, by),
      ]
        .sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
        .map((defect) => ({ ...(one.sheet === undefined ? {} : { sheet: one.sheet }), ...defect })),
    );
    if (defects.length > 0) return;
    const parts = partsIn(withHomes(reading.rows, homes, officers));
    const at = lastMoment(parts, Math.max(now, Date.parse(from)));
    const rows = await rowsOf(trx, kind, { at, within });
    applied = await applyParts(trx, parts, before, { from, isKept: !check, now, onPart });
    changes = [
      ...compareRows(kind, rows, await rowsOf(trx, kind, { at, within })),
      ...otherSecrets(parts, before),
    ];
    if (check) throw UNDONE;
  }).catch((error) => {
    if (error !== UNDONE) throw error;
  });
  const { at, names } = reading.columns;
  const read = new Set(at.values());
  return {
    kind,
    applied: defects.length === 0 && !check,
    rows: sheets.reduce((sum, { count }) => sum + count, 0),
    columns: KINDS[kind].fields.map(({ field, isRequired = false }) => {
      const k = at.get(field) ?? null;
      return { field, header: k === null ? null : names[k]!, isRequired };
    }),
    passedOver: names.filter((name, k) => name !== '' && !read.has(k)),
    parts: applied.parts,
    changes: changes.slice(0, CHANGES_MAX),
    changesInAll: changes.length,
    defects,
    // What a check made was undone with it.
    secrets: check ? [] : applied.secrets,
    ...tellNotesOfFile(reading.notes),
  };
}

/** The moment from which all that a table assigns holds. Unix ms. */
function lastMoment({ handheldAssignments, officerAssignments }: Parts, least: number): number {
  let at = least;
  for (const { from } of [...officerAssignments, ...handheldAssignments])
    if (from !== undefined) at = Math.max(at, Date.parse(from));
  return at;
}

/** Handhelds on record that are given another secret, which no file gives out. */
const otherSecrets = ({ handhelds }: Parts, before: Before): ImportChange[] =>
  handhelds.flatMap(({ code, secret }) => {
    const known = before.handhelds.get(code);
    return known && secret !== undefined && hashSecret(secret) !== known.secretHash
      ? [{ key: code, name: '', field: 'secret', before: '***', after: '***' }]
      : [];
  });
