import { HOUR_MS, MINUTE_MS } from '../../contract/units.ts';

/** An end within this of its start is its end; a patrol of which nobody says the end is over after it. */
export const DECLARED_MAX_MS = 12 * HOUR_MS;
/** A start so soon after another, with no end between, is the same button pressed twice. */
export const REPEAT_MS = 15 * MINUTE_MS;

/** A press of a button. Times Unix ms; `deviceMs` names it. */
export interface Press {
  kind: 'start' | 'end';
  atMs: number;
  deviceMs: number;
  /** Of a start: the grid it is for, named or the officer's own; null where there is none. */
  gridId: number | null;
  /** Of an end: the time of the start it ends, by either clock, where it says so. */
  startMs: number | null;
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
 * start ends with the end that names it, else with the first end before the next start; where there is none, the end is guessed. An end that
 * belongs to no start, and a start without a grid, make no patrol.
 */
export function declaredPatrols(presses: readonly Press[], nowMs: number): DeclaredPatrol[] {
  const ordered = [...presses].sort(byTime);
  const starts = ordered.filter(
    (press, i) => press.kind === 'start' && !isRepeat(press, ordered[i - 1]),
  );
  const ends = ordered.filter(({ kind }) => kind === 'end');
  return starts.flatMap((start, i): DeclaredPatrol[] => {
    if (start.gridId === null) return [];
    const nextMs = starts[i + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const limitMs = Math.min(nextMs, start.atMs + DECLARED_MAX_MS);
    const own = ordered.filter(
      ({ kind, atMs }) => kind === 'start' && start.atMs <= atMs && atMs < nextMs,
    );
    const within = ends.filter(({ atMs }) => atMs > start.atMs && atMs <= limitMs);
    const end =
      within.find(({ startMs }) =>
        own.some(({ deviceMs, atMs }) => deviceMs === startMs || atMs === startMs),
      ) ?? within.find(({ startMs }) => startMs === null);
    const patrol = { startMs: start.atMs, gridId: start.gridId };
    if (end) return [{ ...patrol, endMs: end.atMs, guessedUntilMs: null }];
    return nowMs < limitMs
      ? [{ ...patrol, endMs: null, guessedUntilMs: null }]
      : [{ ...patrol, endMs: limitMs, guessedUntilMs: limitMs }];
  });
}

/** At one moment the end of the last patrol comes before the start of the next. */
const byTime = (a: Press, b: Press) =>
  a.atMs - b.atMs || a.kind.localeCompare(b.kind) || a.deviceMs - b.deviceMs;

const isRepeat = (start: Press, before: Press | undefined) =>
  before?.kind === 'start' && start.atMs - before.atMs <= REPEAT_MS;
