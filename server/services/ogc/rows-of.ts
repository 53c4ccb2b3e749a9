import { LEVELS } from '../../contract/areas/area.ts';
import { areasOf, COLLECTIONS } from '../../contract/ogc/collections.ts';
import { alertRows } from '../../db/ogc/sources/alerts.ts';
import { areaRows } from '../../db/ogc/sources/areas.ts';
import { type GivenRow, givenRows } from '../../db/ogc/sources/given.ts';
import { incidentRows } from '../../db/ogc/sources/incidents.ts';
import { patrolRows } from '../../db/ogc/sources/patrols.ts';
import {
  type Ask,
  type Rows,
  type Source,
  type Where,
  wholeSource,
} from '../../db/ogc/sources/source.ts';
import { PATROL_COLUMNS } from '../../db/ogc/sources/tracks.ts';
import type { Db } from '../../db/store/open.ts';
import { typesOf } from '../../domain/ogc/question.ts';
import { coverageRows, stalenessRows } from './cell-rows.ts';
import { trackSource } from './track-source.ts';
import { warningRows } from './warning-rows.ts';

/** Rows of a time. */
export type Read = (db: Db, ask: Ask, where: Where) => Promise<Source>;

const plain =
  (rowsOf: (ask: Ask) => Rows): Read =>
  async (db, ask) =>
    wholeSource(db, rowsOf(ask));

const given =
  (id: string, read: (...asked: Parameters<Read>) => Promise<GivenRow[]>): Read =>
  async (db, ...asked) =>
    wholeSource(db, givenRows(await read(db, ...asked), typesOf(COLLECTIONS[id]!.columns)));

const ofPatrols =
  (kind: Parameters<typeof trackSource>[1]): Read =>
  async (db, ask, { equal }) => {
    const ids = PATROL_COLUMNS.filter((name) => Number.isSafeInteger(equal[name]));
    const of = Object.fromEntries(ids.map((name) => [name, equal[name] as number]));
    return trackSource(db, kind, { ...ask, of });
  };

/** Where the rows of each collection come from. */
export const ROWS_OF: Readonly<Record<string, Read>> = {
  ...Object.fromEntries(
    LEVELS.map((level): [string, Read] => [areasOf(level), plain((ask) => areaRows(level, ask))]),
  ),
  patrols: plain(patrolRows),
  tracks: ofPatrols('tracks'),
  fixes: ofPatrols('fixes'),
  incidents: plain(incidentRows),
  warnings: given('warnings', warningRows),
  staleness: given('staleness', stalenessRows),
  coverage: given('coverage', coverageRows),
  alerts: plain(alertRows),
};
