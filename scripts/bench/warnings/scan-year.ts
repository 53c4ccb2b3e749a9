import { centreOf } from '../../../server/domain/geo/h3.ts';
import { WHOLE_DAY_SHARE } from '../../../server/domain/risk/looks.ts';
import { createRiskState } from '../../../server/domain/risk/risk-state.ts';
import { planeAt, pointOf } from '../../simulator/world/plane.ts';
import { type DayAlarm, type Judged, judgeAlarms } from './episodes.ts';
import type { Year } from './year.ts';

/** Mean distance of neighbouring centres by layer, metres. */
const SPACING_M = [131, 348];

export interface ScannedYear extends Judged {
  /** First day on which the null law was known. */
  fromD: number;
  /** Days judged from then on, the outbreak's own left out. */
  quietDays: number;
  /** Of all streams on quiet days, how often the strongest was as strong as a recurrence of 1/level streams days, by level. */
  reached: Record<string, number>;
  dayMs: number[];
}

const LEVELS = [0.1, 0.01, 0.001];

/** Runs the risk scan through a year, day by day. */
export function scanYear(year: Year, recurrenceD: number): ScannedYear {
  const { categories, days, ground, outbreak, startD } = year;
  const streams = categories.length + 1;
  const state = createRiskState(ground, streams);
  const plane = planeAt(outbreak.centre);
  const middle = pointOf(plane, outbreak.centre);
  const alarms: DayAlarm[] = [];
  const dayMs: number[] = [];
  const reached = Object.fromEntries(LEVELS.map((level) => [level, 0]));
  let fromD = days.length;
  let quiet = 0;
  for (const day of days) {
    const started = performance.now();
    state.put(day);
    const scan = state.scan(day.day, { recurrenceD, budgetShare: WHOLE_DAY_SHARE });
    dayMs.push(performance.now() - started);
    if (!scan.law) continue;
    fromD = Math.min(fromD, day.day);
    if (day.day < startD) {
      quiet += 1;
      for (const one of scan.strongest)
        for (const level of LEVELS)
          if (one && one.p * WHOLE_DAY_SHARE <= level * streams) reached[level]! += 1 / streams;
    }
    for (const { centre, layer, scale, stream } of scan.alarms) {
      const at = pointOf(plane, centreOf(ground.layers[layer]!.cells[centre]!));
      const awayM = Math.hypot(at.x - middle.x, at.y - middle.y);
      const told = stream === 0 || categories[stream - 1] === outbreak.field;
      const hit =
        told &&
        day.day >= startD &&
        awayM <= (scale + 0.5) * SPACING_M[layer]! + 2 * outbreak.spreadM;
      // A cluster wanders by a cell or two from day to day: within about a kilometre it is the same.
      const name = `${stream} ${Math.round(at.x / 1000)} ${Math.round(at.y / 1000)}`;
      alarms.push({ day: day.day, name, hit });
    }
  }
  return {
    ...judgeAlarms(alarms, startD),
    fromD,
    quietDays: days.length - fromD,
    reached: Object.fromEntries(
      LEVELS.map((level) => [level, Math.round((1e5 * reached[level]!) / quiet) / 1e5]),
    ),
    dayMs,
  };
}
