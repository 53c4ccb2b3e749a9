import { LEVELS } from '../../contract/areas/area.ts';
import { areasOf, COLLECTIONS } from '../../contract/ogc/collections.ts';
import { alertRows } from '../../db/ogc/sources/alerts.ts';
import { areaRows } from '../../db/ogc/sources/areas.ts';
import { type GivenRow, givenRows } from '../../db/ogc/sources/given.ts';
import { incidentRows } from '../../db/ogc/sources/incidents.ts';
import { patrolRows } from '../../db/ogc/sources/patrols.ts';
import type { Ask, Rows } from '../../db/ogc/sources/source.ts';
import { fixRows, overAllFixes, trackRows } from '../../db/ogc/sources/tracks.ts';
import type { Db } from '../../db/store/open.ts';
import { typesOf } from '../../domain/ogc/question.ts';
import { coverageRows, stalenessRows } from './cell-rows.ts';
import { warningRows } from './warning-rows.ts';

/** Rows of a time; `box`: west, south, east, north in degrees, for those that are made for it. */
export type Read = (
  db: Db,
  ask: Ask,
  where: { box: readonly number[] | null },
) => Rows | Promise<Rows>;

const given =
  (id: string, read: (...asked: Parameters<Read>) => Promise<GivenRow[]>): Read =>
  async (...asked) =>
    givenRows(await read(...asked), typesOf(COLLECTIONS[id]!.columns));

/** Where the rows of each collection come from. */
export const ROWS_OF: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(
    LEVELS.map((level): [string, Read] => [areasOf(level), (_, ask) => areaRows(level, ask)]),
  ),
  patrols: (_, ask) => patrolRows(ask),
  tracks: (db, ask) => overAllFixes(db, ask, trackRows),
  fixes: (db, ask) => overAllFixes(db, ask, fixRows),
  incidents: (_, ask) => incidentRows(ask),
  warnings: given('warnings', warningRows),
  staleness: given('staleness', stalenessRows),
  coverage: given('coverage', coverageRows),
  alerts: (_, ask) => alertRows(ask),
};
