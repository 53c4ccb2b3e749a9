import type { MultiPolygon } from '../../contract/areas/geo.ts';
import { cellsTouching } from '../../domain/geo/h3.ts';
import { buildGround, discOf, type Ground } from '../../domain/risk/ground.ts';
import { riskDay } from '../../domain/risk/risk-day.ts';
import { type Alarm, createRiskState, type RiskState } from '../../domain/risk/risk-state.ts';
import { localDayAt } from '../../domain/time/local-time.ts';

/** What an area is watched by; with another key everything known of it is forgotten. */
export interface RiskGround {
  areaId: number;
  key: string;
  /** GeoJSON text. */
  polygon: string;
  resolution: number;
  timeZone: string;
  /** Top categories, sorted: stream k + 1 is categories[k]; stream 0 is everything. */
  categories: string[];
  /** Top category of every category. */
  topOf: ReadonlyMap<string, string>;
}

export type RiskWork =
  | { do: 'open'; ground: RiskGround }
  /** A page holds the days [from, to] whole; they take the place of what was known. */
  | { do: 'put'; areaId: number; key: string; page: string; from: number; to: number }
  | { do: 'scan'; areaId: number; key: string; day: number; recurrenceD: number; share: number }
  | { do: 'forget'; areaId: number; key: string; before: number };

/** An alarm in the words of the store. */
export interface FoundAlarm
  extends Pick<Alarm, 'windowD' | 'observed' | 'expected' | 'recurrenceD'> {
  /** Chance that an ordinary day has one as strong. */
  p: number;
  cells: string[];
  centre: string;
  /** Top category; null: all together. */
  category: string | null;
}

export interface FoundScan {
  alarms: FoundAlarm[];
  dataHash: string;
  /** Whether the null law was fitted to ordinary days; else every look counts as a test of its own. */
  calibrated: boolean;
}

/** `lost`: the thread is another one, or the area has changed; everything is to be put again. */
export type RiskAnswer = FoundScan | 'done' | 'lost';

interface Watched {
  ground: RiskGround;
  cells: Ground;
  streamOf: Map<string, number>;
  state: RiskState;
}

const watched = new Map<number, Watched>();

/** Keeps the risk states of the areas watched in a thread of its own, from one call to the next. */
export default function work(task: RiskWork): RiskAnswer {
  if (task.do === 'open') {
    watched.set(task.ground.areaId, open(task.ground));
    return 'done';
  }
  const area = watched.get(task.areaId);
  if (!area || area.ground.key !== task.key) return 'lost';
  if (task.do === 'scan') return scan(area, task);
  if (task.do === 'forget') area.state.dropBefore(task.before);
  else put(area, task);
  return 'done';
}

function open(ground: RiskGround): Watched {
  const polygon = JSON.parse(ground.polygon) as MultiPolygon;
  const cells = buildGround(cellsTouching(polygon, ground.resolution));
  const streams = new Map(ground.categories.map((code, k) => [code, k + 1]));
  return {
    ground,
    cells,
    streamOf: new Map([...ground.topOf].map(([code, top]) => [code, streams.get(top)!])),
    state: createRiskState(cells, ground.categories.length + 1),
  };
}

function put(area: Watched, { from, page, to }: Extract<RiskWork, { do: 'put' }>) {
  const { category, cell, endMs } = JSON.parse(page) as {
    endMs: number[];
    cell: string[];
    category: string[];
  };
  const days = Array.from(
    { length: to - from + 1 },
    () => [] as { place: number; stream: number }[],
  );
  for (const [i, t] of endMs.entries())
    days[localDayAt(t, area.ground.timeZone) - from]?.push({
      place: area.cells.indexOf.get(cell[i]!) ?? -1,
      stream: area.streamOf.get(category[i]!)!,
    });
  for (const [k, list] of days.entries()) area.state.put(riskDay(from + k, list));
}

function scan(
  { cells: { layers }, ground, state }: Watched,
  { day, recurrenceD, share }: Extract<RiskWork, { do: 'scan' }>,
): FoundScan {
  const { alarms, dataHash, law } = state.scan(day, { recurrenceD, budgetShare: share });
  return {
    dataHash,
    calibrated: law !== null,
    alarms: alarms.map(({ centre, layer, scale, stream, ...alarm }) => ({
      windowD: alarm.windowD,
      observed: alarm.observed,
      expected: alarm.expected,
      p: alarm.p,
      recurrenceD: alarm.recurrenceD,
      cells: discOf(layers[layer]!, centre, scale)
        .map((cell) => layers[layer]!.cells[cell]!)
        .sort(),
      centre: layers[layer]!.cells[centre]!,
      category: stream === 0 ? null : ground.categories[stream - 1]!,
    })),
  };
}
