import { DAY_MS, HOUR_MS } from '../../contract/units.ts';
import type {
  Finding,
  Warning,
  WarningEffect,
  WarningVersion,
} from '../../contract/warnings/warning.ts';
import { poissonAtLeast } from '../analysis/numerics/poisson.ts';
import { cellToParent, getResolution } from '../geo/h3.ts';

/** After so many hours it is looked whether anybody went there, and after so many days what happened there. */
export const EFFECT_HOURS = [24, 72] as const;
export const EFFECT_DAYS = [1, 3, 7] as const;

/** When a warning was raised and on what. */
export type RaisedOn = Pick<Warning, 'raisedAt'> &
  Pick<Finding, 'cells' | 'category' | 'from' | 'to' | 'observed' | 'expected'>;

/** What the first version of a warning rests on. `versions`: latest first. */
export function raisedOn(
  { raisedAt }: Pick<Warning, 'raisedAt'>,
  versions: readonly WarningVersion[],
): RaisedOn {
  const { findings } = versions.at(-1)!;
  const { category, from, to, observed, expected } = findings[0]!;
  const cells = [...new Set(findings.flatMap((finding) => finding.cells))];
  return { raisedAt, cells, category, from, to, observed, expected };
}

export interface EffectFacts {
  /** Patrollable cells of the grids touched, finer than those of the warning, and the share of each that is ground. */
  ground: readonly { cell: string; weight: number }[];
  /** Judged patrols in these grids and the cells their verdicts say were seen. */
  patrols: readonly { startMs: number; seen: readonly string[] }[];
  /** Incidents of the category, with their cell. */
  incidents: readonly { fromMs: number; cell: string }[];
}

/** What was done after a warning was raised and what came of it, as of `now`. */
export function effectOf(warning: RaisedOn, facts: EffectFacts, now: number): WarningEffect {
  const within = cellFilter(warning.cells);
  const raisedMs = Date.parse(warning.raisedAt);
  const untilMs = Date.parse(warning.to);
  const windowD = Math.max(0, untilMs - Date.parse(warning.from)) / DAY_MS;
  const ground = facts.ground.filter(({ cell }) => within(cell));
  const here = facts.incidents.filter(({ cell }) => within(cell));
  return {
    patrolled: EFFECT_HOURS.map((hours) => {
      const endMs = raisedMs + hours * HOUR_MS;
      const seen = facts.patrols
        .filter(({ startMs }) => startMs >= raisedMs && startMs < endMs)
        .map(({ seen }) => seen.filter(within))
        .filter((cells) => cells.length > 0);
      return {
        hours,
        elapsed: endMs <= now,
        patrols: seen.length,
        coverage: coverageOf(ground, new Set(seen.flat())),
      };
    }),
    incidents: EFFECT_DAYS.map((days) => {
      const endMs = untilMs + days * DAY_MS;
      const observed = here.filter(({ fromMs }) => fromMs >= untilMs && fromMs < endMs).length;
      const inDays = (count: number) => (windowD > 0 ? (count * days) / windowD : 0);
      const expected = inDays(warning.expected);
      return {
        days,
        elapsed: endMs <= now,
        observed,
        expected,
        asBefore: inDays(warning.observed),
        p: poissonAtLeast(observed, expected),
      };
    }),
  };
}

/** Whether a cell, as fine or finer, lies below one of these. */
function cellFilter(cells: readonly string[]): (cell: string) => boolean {
  const these = new Set(cells);
  const resolutions = [...new Set(cells.map(getResolution))];
  return (cell) =>
    resolutions.some((resolution) => {
      const own = getResolution(cell);
      return (
        own >= resolution && these.has(own === resolution ? cell : cellToParent(cell, resolution))
      );
    });
}

function coverageOf(ground: EffectFacts['ground'], seen: ReadonlySet<string>): number | null {
  const sum = (cells: EffectFacts['ground']) =>
    cells.reduce((total, { weight }) => total + weight, 0);
  const whole = sum(ground);
  return whole > 0 ? sum(ground.filter(({ cell }) => seen.has(cell))) / whole : null;
}
