import type { Alert, Frame } from '../../../server/contract/console/console.ts';
import type { Patrol } from '../../../server/contract/patrols/patrol.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';
import type { Warning } from '../../../server/contract/warnings/warning.ts';

/** What the console knows of now, by id. Values are replaced, never changed in place. */
export interface World {
  /** Server time of the last frame, Unix ms; 0 before the first. */
  at: number;
  /** Since when the server does not hear what other servers take, Unix ms; null: it does. */
  awaySinceMs: number | null;
  patrols: ReadonlyMap<number, Patrol>;
  alerts: ReadonlyMap<number, Alert>;
  /** Those that stand, and those that ended while looking. */
  warnings: ReadonlyMap<number, Warning>;
  /** How often a case changed while looking: pages that show cases ask anew. */
  caseChanges: number;
  /** How often all of it came, first or anew: what was told in between, after a cut, is not in it. */
  snapshots: number;
}

export const EMPTY_WORLD: World = {
  at: 0,
  awaySinceMs: null,
  patrols: new Map(),
  alerts: new Map(),
  warnings: new Map(),
  caseChanges: 0,
  snapshots: 0,
};

const merged = <K, V>(
  old: ReadonlyMap<K, V>,
  changed: readonly V[],
  key: (value: V) => K,
): ReadonlyMap<K, V> => {
  if (changed.length === 0) return old;
  const out = new Map(old);
  for (const value of changed) out.set(key(value), value);
  return out;
};

/** More patrols than any list shows; figures of a day come from the server. */
const PATROLS_MAX = 2_000;

const newest = <K, V>(values: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
  values.size <= PATROLS_MAX ? values : new Map([...values].slice(-PATROLS_MAX));

const kept = <K, V>(values: ReadonlyMap<K, V>, keep: (value: V) => boolean): ReadonlyMap<K, V> => {
  const left = [...values].filter(([, value]) => keep(value));
  return left.length === values.size ? values : new Map(left);
};

/** Without what a new look would not show: alerts of more than a day ago, but calls for help nobody saw to, and warnings that ended. Once an hour, so that a page open for weeks holds no more than one opened now. */
const withoutOld = (world: World): World => ({
  ...world,
  alerts: kept(
    world.alerts,
    (alert) =>
      Date.parse(alert.at) > world.at - DAY_MS ||
      (alert.kind === 'sos' && alert.acknowledgedBy === null),
  ),
  warnings: kept(world.warnings, ({ state }) => state !== 'closed' && state !== 'expired'),
});

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);

/** Patrols as fetched, under those a frame already brought: the stream is never older than the fetch. */
export const withFetchedPatrols = (world: World, fetched: readonly Patrol[]): World => ({
  ...world,
  patrols: new Map([...fetched.map((p) => [p.id, p] as const), ...world.patrols]),
});

/** The world after a frame. What is old is forgotten with the first frame of an hour. */
export const applyFrame = (world: World, frame: Frame): World => {
  const after = withFrame(world, frame);
  return hourOf(world.at) === hourOf(frame.at) ? after : withoutOld(after);
};

/** A snapshot replaces alerts and warnings; patrols are kept, as the
 * snapshot need not hold those that ended. */
const withFrame = (world: World, frame: Frame): World => {
  const base: World = frame.snapshot ? { ...EMPTY_WORLD, patrols: world.patrols } : world;
  return {
    at: frame.at,
    awaySinceMs: frame.awaySince ?? null,
    patrols: newest(merged(base.patrols, frame.patrols, (p) => p.id)),
    alerts: merged(base.alerts, frame.alerts, (a) => a.id),
    warnings: merged(
      base.warnings,
      frame.warnings.filter((w) => w.edition > (base.warnings.get(w.id)?.edition ?? 0)),
      (w) => w.id,
    ),
    caseChanges: world.caseChanges + frame.cases.length,
    snapshots: world.snapshots + (frame.snapshot ? 1 : 0),
  };
};
