import type { StudyResult } from '../../../server/contract/studies/study.ts';
import { joinedSpots, type Spot, spotsByGroup } from './spots.ts';
import { placesOf, type ResultTable } from './tables.ts';

/** Level at which what a scan found is told from chance. */
const ALPHA = 0.05;

/** What a result comes to: a sentence by its key, the values in it, and the places it names, strongest first. */
export interface Finding {
  key: string;
  values: Record<string, number>;
  spots: Spot[];
}

type Find = (table: ResultTable, result: StudyResult) => Finding | null;

const sum = (spots: readonly Spot[], of: 'incidents' | 'rows') =>
  spots.reduce((total, spot) => total + spot[of], 0);

const found = (what: string, spots: Spot[], more: Record<string, number> = {}): Finding => ({
  key: spots.length > 0 ? `${what}.some` : `${what}.none`,
  values: {
    spots: spots.length,
    cells: sum(spots, 'rows'),
    incidents: Math.round(sum(spots, 'incidents')),
    most: Math.round(spots[0]?.incidents ?? 0),
    ...more,
  },
  spots,
});

const sideOfCells = ({ summary }: StudyResult): number | null =>
  typeof summary.cellM === 'number' ? summary.cellM : null;

/** Cells of which a column says so, joined where they adjoin. */
const hot =
  (isHot: (columns: Record<string, unknown[]>, row: number) => boolean, strength: string): Find =>
  (table, result) => {
    const places = placesOf(table, sideOfCells(result));
    if (!places) return null;
    const telling = { places, counts: table.columns.value ? 'value' : undefined, strength };
    return found(
      'hot',
      joinedSpots(table, (row) => isHot(table.columns, row), telling),
    );
  };

const clusters: Find = (table) => {
  const places = placesOf(table, null);
  if (!places) return null;
  const { cluster } = table.columns as { cluster: number[] };
  const spots = spotsByGroup(table, (row) => cluster[row] || null, { places });
  return found('clusters', spots, { rest: places.length - sum(spots, 'incidents') });
};

const scanned: Find = (table) => {
  const places = placesOf(table, null);
  if (!places) return null;
  const { expected, p, rate } = table.columns as {
    expected: number[];
    p: number[];
    rate: string[];
  };
  const isSure = (row: number) => (p[row] ?? 1) <= ALPHA && rate[row] === 'high';
  const telling = { places, counts: 'cases', strength: 'llr' };
  const spots = spotsByGroup(table, (row) => (isSure(row) ? row : null), telling);
  const first = places.findIndex((_, row) => isSure(row));
  return found(
    'scan',
    spots,
    first < 0 ? {} : { expected: Math.round(expected[first]! * 10) / 10 },
  );
};

/** The row with the greatest figure. */
const highest =
  (column: string): Find =>
  (table, result) => {
    const places = placesOf(table, sideOfCells(result));
    const values = table.columns[column] as number[] | undefined;
    if (!places || !values) return null;
    const most = values.reduce((best, value, row) => (value > (values[best] ?? 0) ? row : best), 0);
    const spots = spotsByGroup(table, (row) => (row === most && values[row]! > 0 ? row : null), {
      ...{ places, strength: column },
    });
    return found('highest', spots);
  };

/** Share of the area that a forecast is told by. */
const WATCHED = 0.05;

/** Of the forecast at the share of the area nearest to the one told by, and of the baseline that found most there. */
const backtested: Find = ({ columns }) => {
  const { areaShare, forecaster, hitRate, hits, pai } = columns as {
    areaShare: number[];
    forecaster: string[];
    hitRate: number[];
    hits: number[];
    pai: number[];
  };
  const apart = (row: number) => Math.abs(areaShare[row]! - WATCHED);
  const own = [...forecaster.keys()].filter((row) => forecaster[row] === 'pooled');
  const [row] = own.sort((a, b) => apart(a) - apart(b));
  if (row === undefined || !(hits[row]! > 0)) return null;
  const others = hits.filter(
    (_, k) => forecaster[k] !== 'pooled' && areaShare[k] === areaShare[row],
  );
  return {
    key: 'backtest',
    values: {
      share: Math.round(areaShare[row]! * 1000) / 10,
      hits: hits[row]!,
      of: Math.round(hits[row]! / hitRate[row]!),
      rate: Math.round(hitRate[row]! * 100),
      times: Math.round(pai[row]! * 10) / 10,
      best: Math.max(0, ...others),
    },
    spots: [],
  };
};

const FINDS: Record<string, Find> = {
  backtest: backtested,
  dbscan: clusters,
  'st-dbscan': clusters,
  hdbscan: clusters,
  'gi-star': hot(({ spot }, row) => spot?.[row] === 'hot', 'z'),
  'local-moran': hot(
    ({ isCluster, quadrant }, row) => isCluster?.[row] === true && quadrant?.[row] === 'HH',
    'z',
  ),
  emerging: hot(({ category }, row) => String(category?.[row]).endsWith('hot spot'), 'z'),
  scan: scanned,
  kde: highest('density'),
  'kde-ratio': highest('relativeRisk'),
  rates: highest('eb'),
  hawkes: highest('week'),
  forecast: highest('pooled'),
};

/** What a study found, to be said in a sentence; null of methods whose figures say it. */
export const findingOf = (method: string, result: StudyResult): Finding | null =>
  FINDS[method]?.(result.table as ResultTable, result) ?? null;
