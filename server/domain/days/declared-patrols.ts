import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';
import { overlaps } from './overlaps.ts';

/** An end within this of its start is its end; a patrol of which nobody says the end is over after it. */
export const DECLARED_MAX_MS = 12 * HOUR_MS;
/** A start so soon after another, with no end between, is the same button pressed twice. */
export const REPEAT_MS = 15 * MINUTE_MS;
/** The same where the next end names the first of them: whoever ends it meant no other. Later ones are patrols of their own, the end was forgotten. */
export const NAMED_REPEAT_MS = HOUR_MS;

/** A press of a button. Times Unix ms; `deviceMs` names it. */
export interface Press {
  kind: 'start' | 'end';
  atMs: number;
  deviceMs: number;
  /** Of a start: the grid it is for, named or the officer's own; null where there is none. */
  gridId: number | null;
  /** Of an end: the time of the start it ends, by either clock, where it says so. */
  startMs: number | null;
  /** Of a clock that was set before it was sent, or between an end and the start it names: `atMs` is when it came in, and nobody knows when it was. */
  isUnplaced: boolean;
}

export interface DeclaredPatrol {
  startMs: number;
  /** null: under way. */
  endMs: number | null;
  /** Where nobody said when it ended: it lies no later than this, and `endMs` is this. */
  guessedUntilMs: number | null;
  gridId: number;
}

/**
 * The patrols an officer declared, as of `nowMs`, a function of the set of presses: in whatever order they came, the same patrols follow. A
 * start ends with the end that names it, else with the first end before the next start; where there is none, or none that is placed, the end is
 * guessed. An end that belongs to no start, a start without a grid, and one that is not placed make no patrol: where it was walked the track
 * says (`unplacedPatrols` for the rest).
 */
export function declaredPatrols(presses: readonly Press[], nowMs: number): DeclaredPatrol[] {
  const ordered = [...presses].sort(byTime);
  const placed = ordered.filter(({ isUnplaced, kind }) => kind === 'end' || !isUnplaced);
  const starts = placed.filter(
    (press, i) =>
      press.kind === 'start' && !isRepeat(press, placed[i - 1]) && !isWithinNamed(placed, i),
  );
  const ends = ordered.filter(({ kind }) => kind === 'end');
  const patrols = starts.flatMap((start, i): DeclaredPatrol[] => {
    if (start.gridId === null) return [];
    const nextMs = starts[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const limitMs = Math.min(nextMs, start.atMs + DECLARED_MAX_MS);
    const own = placed.filter(
      ({ kind, atMs }) => kind === 'start' && start.atMs <= atMs && atMs < nextMs,
    );
    const within = ends.filter(({ atMs }) => atMs > start.atMs && atMs <= limitMs);
    const namesIt = ({ startMs }: Press) =>
      own.some(({ deviceMs, atMs }) => deviceMs === startMs || atMs === startMs);
    const isPlaced = (end: Press) => !end.isUnplaced;
    const namesNone = ({ startMs }: Press) => startMs === null;
    const end =
      within.find((one) => isPlaced(one) && namesIt(one)) ??
      within.find((one) => isPlaced(one) && namesNone(one)) ??
      within.find((one) => namesIt(one) || namesNone(one));
    const patrol = { startMs: start.atMs, gridId: start.gridId };
    if (end)
      return [{ ...patrol, endMs: end.atMs, guessedUntilMs: end.isUnplaced ? end.atMs : null }];
    return nowMs < limitMs
      ? [{ ...patrol, endMs: null, guessedUntilMs: null }]
      : [{ ...patrol, endMs: limitMs, guessedUntilMs: limitMs }];
  });
  for (const patrol of unplacedPatrols(ordered))
    if (!patrols.some((other) => overlaps(patrol, other))) patrols.push(patrol);
  return patrols.sort((a, b) => a.startMs - b.startMs);
}

/**
 * Patrols of which neither start nor end is placed, nor then the fixes: as long as their clock says and no later than they were told, so that
 * they stand on record and can be contested. Where another was declared they give way.
 */
function unplacedPatrols(ordered: readonly Press[]): DeclaredPatrol[] {
  const unplaced = ordered.filter(({ isUnplaced }) => isUnplaced);
  return unplaced.flatMap((start): DeclaredPatrol[] => {
    const end = unplaced.find(({ kind, startMs }) => kind === 'end' && startMs === start.deviceMs);
    if (start.kind !== 'start' || start.gridId === null || !end) return [];
    const lengthMs = end.deviceMs - start.deviceMs;
    if (lengthMs <= 0 || lengthMs > DECLARED_MAX_MS) return [];
    const { atMs: endMs } = end;
    return [{ startMs: endMs - lengthMs, endMs, guessedUntilMs: null, gridId: start.gridId }];
  });
}

/** At one moment the end of the last patrol comes before the start of the next. */
const byTime = (a: Press, b: Press) =>
  a.atMs - b.atMs || a.kind.localeCompare(b.kind) || a.deviceMs - b.deviceMs;

/** Whether the start at a place lies between another and the first end after both, which names that one. */
function isWithinNamed(placed: readonly Press[], place: number): boolean {
  const { atMs } = placed[place]!;
  const end = placed.slice(place).find(({ kind }) => kind === 'end');
  if (!end || end.startMs === null) return false;
  for (let i = place - 1; i >= 0 && placed[i]!.kind === 'start'; i--) {
    const before = placed[i]!;
    if (atMs - before.atMs > NAMED_REPEAT_MS) return false;
    if (before.deviceMs === end.startMs || before.atMs === end.startMs)
      return end.atMs - before.atMs <= DECLARED_MAX_MS;
  }
  return false;
}

const isRepeat = (start: Press, before: Press | undefined) =>
  before?.kind === 'start' && start.atMs - before.atMs <= REPEAT_MS;
