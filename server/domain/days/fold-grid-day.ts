import type { DayOutcome, DayVerdict } from '../../contract/metrics/day.ts';
import type { NormRules } from '../../contract/norms/norm.ts';
import { SIGNALS, type SignalCode } from '../../contract/patrols/verdict.ts';
import type { Calendar } from '../time/working-day.ts';
import type { DayPatrol, Presence } from './day-patrol.ts';
import { begunOffDuty, demandOf, judgeDay, windowOf } from './judge-day.ts';
import { type CellSet, seenBits } from './seen-bits.ts';
import { sharedBefore } from './shared-time.ts';

/** An officer with something to do with a grid on a day: who holds it, stands in, or patrolled there. */
export interface DayOfficer {
  officerId: number;
  holds: boolean;
  onLeave: boolean;
  standsIn: boolean;
  norm: { id: number; version: number; rules: NormRules };
  cellSet: CellSet | null;
}

export interface GridDay {
  gridId: number;
  /** Local day, YYYY-MM-DD. */
  day: string;
  timeZone: string;
  calendar: Calendar;
  officers: readonly DayOfficer[];
  /** Judged patrols in the grid that started on the day. */
  patrols: readonly DayPatrol[];
  /** All patrols of these officers around the day, in any grid. */
  presences: readonly Presence[];
}

/** Whole numbers that add up over days, officers and grids. Seconds, metres, counts; coverage in ten-thousandths. */
export interface DayFigures {
  dutyDays: number;
  onDutyDays: number;
  leaveDays: number;
  patrolsRequired: number;
  patrolsDone: number;
  windowsDue: number;
  windowsKept: number;
  completed: number;
  incomplete: number;
  suspicious: number;
  unverifiable: number;
  recognised: number;
  requiredS: number;
  effectiveS: number;
  jointS: number;
  helpS: number;
  spanS: number;
  gapS: number;
  distanceM: number;
  coverageE4: number;
  checkpointsVisited: number;
  checkpointsRequired: number;
  weakSignals: number;
  strongSignals: number;
  contested: number;
  overridden: number;
}

export interface DayRow {
  officerId: number;
  gridId: number;
  day: string;
  normId: number;
  normVersion: number;
  cellSetId: number | null;
  /** Whether the grid is the officer's own. */
  holds: boolean;
  outcome: DayOutcome;
  figures: DayFigures;
  verdict: DayVerdict;
  /** Bit string over the cell set, of patrols that do not stand as suspicious; null where nothing was seen. */
  seen: string | null;
  /** Signals of the patrols, count by code; null where none. */
  signals: Partial<Record<SignalCode, number>> | null;
  /** Patrols that visited a checkpoint and do not stand as suspicious, count by its id; null where none. */
  visits: Record<string, number> | null;
}

/**
 * What each officer did in a grid on a day, by officer. A minute that lies in several patrols of one officer counts in the
 * one that began first; a minute in which several officers patrolled the grid (a team) counts for each of them and is joint time for
 * all but the one who began first; time in a grid one neither holds nor stands in for is help, credited to that grid.
 */
export function foldGridDay(gridDay: GridDay): DayRow[] {
  return [...gridDay.officers]
    .sort((a, b) => a.officerId - b.officerId)
    .map((officer) => foldOfficer(gridDay, officer));
}

function foldOfficer(gridDay: GridDay, officer: DayOfficer): DayRow {
  const { officerId, norm, cellSet } = officer;
  const { calendar, timeZone } = gridDay;
  const walked = gridDay.patrols.filter((patrol) => patrol.officerId === officerId);
  const isOff = (patrol: DayPatrol) => begunOffDuty(patrol, norm.rules, timeZone, calendar);
  const off = new Set(walked.filter(isOff).map(({ patrolId }) => patrolId));
  const own = gridDay.presences.filter(
    (presence) => presence.officerId === officerId && !off.has(presence.patrolId),
  );
  const all = walked.map((patrol) => ({ ...patrol, shared: sharedBefore(patrol, own) }));
  const patrols = all.filter(({ patrolId }) => !off.has(patrolId));
  const responsible = officer.holds || officer.standsIn;
  const demand = demandOf(gridDay.day, norm.rules, { ...officer, holds: responsible }, calendar);
  const verdict = judgeDay({
    demand,
    rules: norm.rules,
    timeZone,
    calendar,
    patrols: all,
  });
  const sum = (of: (patrol: (typeof patrols)[number]) => number) =>
    patrols.reduce((total, patrol) => total + Math.round(of(patrol)), 0);
  const count = (is: (patrol: (typeof patrols)[number]) => boolean) => sum((p) => Number(is(p)));
  const effectiveS = sum((p) => p.effectiveMin * 60 * (1 - p.shared));
  const onDuty = demand.required > 0;
  // What a patrol that stands as suspicious says it saw or visited, nobody saw or visited.
  const believed = patrols.filter(({ outcome }) => outcome !== 'suspicious');
  const cells = believed.flatMap((patrol) => patrol.seen);
  const seen = cellSet && patrols.length > 0 ? seenBits(cellSet, cells) : null;
  return {
    officerId,
    gridId: gridDay.gridId,
    day: gridDay.day,
    normId: norm.id,
    normVersion: norm.version,
    cellSetId: cellSet?.id ?? null,
    holds: officer.holds,
    outcome: verdict.outcome,
    verdict,
    seen: seen?.includes('1') ? seen : null,
    signals: tally(
      patrols.flatMap(({ signals }) => signals),
      (a, b) => SIGNALS.indexOf(a) - SIGNALS.indexOf(b),
    ),
    visits: tally(
      believed.flatMap(({ visited }) => visited),
      (a, b) => (a < b ? -1 : 1),
    ),
    figures: {
      dutyDays: Number(onDuty),
      onDutyDays: Number(onDuty && patrols.length > 0),
      leaveDays: Number(officer.holds && officer.onLeave),
      patrolsRequired: demand.required,
      patrolsDone: verdict.patrols.filter(({ counts }) => counts).length,
      windowsDue: onDuty ? norm.rules.windows.length : 0,
      windowsKept: onDuty ? windowsKept(believed, norm.rules, timeZone) : 0,
      completed: count((p) => p.outcome === 'completed'),
      incomplete: count((p) => p.outcome === 'incomplete'),
      suspicious: count((p) => p.outcome === 'suspicious'),
      unverifiable: count((p) => p.outcome === 'unverifiable'),
      recognised: count((p) => p.origin === 'recognised'),
      requiredS: Math.round(demand.required * norm.rules.minutesPerPatrol * 60),
      effectiveS,
      jointS: sum((p) => p.effectiveMin * 60 * (1 - p.shared) * jointShare(p, gridDay.patrols)),
      helpS: responsible ? 0 : effectiveS,
      spanS: sum((p) => ((p.endMs - p.startMs) / 1000) * (1 - p.shared)),
      gapS: sum((p) => p.gapMin * 60 * (1 - p.shared)),
      distanceM: sum((p) => p.distanceM * (1 - p.shared)),
      coverageE4: sum((p) => p.coverage * 10_000),
      checkpointsVisited: believed.reduce((total, p) => total + p.checkpointsVisited, 0),
      checkpointsRequired: sum((p) => p.checkpointsRequired),
      weakSignals: sum((p) => p.weakSignals),
      strongSignals: sum((p) => p.strongSignals),
      contested: count((p) => p.contested),
      overridden: count((p) => p.overridden),
    },
  };
}

/** In how many windows of a norm one of these patrols began, however long it was. */
function windowsKept(patrols: readonly DayPatrol[], rules: NormRules, timeZone: string): number {
  const kept = patrols.map(({ startMs }) => windowOf(startMs, rules, timeZone));
  return new Set(kept.filter((window) => window !== null)).size;
}

/** How often each of some names comes, in one order; null where there are none. */
function tally<T extends string>(
  names: readonly T[],
  order: (a: T, b: T) => number,
): Record<T, number> | null {
  if (names.length === 0) return null;
  const counts = [...new Set(names)]
    .sort(order)
    .map((name) => [name, names.filter((other) => other === name).length]);
  return Object.fromEntries(counts);
}

const jointShare = (patrol: Presence, patrols: readonly Presence[]) =>
  sharedBefore(
    patrol,
    patrols.filter(({ officerId }) => officerId !== patrol.officerId),
  );
