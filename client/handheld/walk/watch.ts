import type { GapReason, WireFix } from '../../../server/contract/fixes/fix.ts';
import { stayAwake } from '../../plain/stay-awake.ts';
import type { Queue } from '../queue/queue.ts';
import { isDue, momentOf, type Place } from './sampling.ts';

/** Silence shorter than this needs no reason, ms. */
const SILENCE_MS = 30_000;
/** Battery below this when the app was last heard explains why it went, percent. */
const EMPTY_PCT = 5;
const LOOK_MS = 30_000;

/** `GeolocationPositionError.PERMISSION_DENIED`. */
const DENIED = 1;
const GAPS: Record<number, GapReason> = {
  [DENIED]: 'permission',
  2: 'no-satellites',
  3: 'no-satellites',
};

const isHidden = () => document.visibilityState === 'hidden';

interface Battery {
  level: number;
}

export interface Heard {
  /** Every position. */
  onPlace: (place: Place) => void;
  /** Those kept as fixes. */
  onFix: (fix: Place) => void;
}

/** A position as it came, and whether the app was seen then. */
interface Reading {
  fix: Place & { headingDeg?: number };
  wasSeen: boolean;
}

function readingOf({ coords, timestamp }: GeolocationPosition): Reading['fix'] {
  const { accuracy, heading, latitude, longitude, speed } = coords;
  return {
    t: momentOf(timestamp, Date.now()),
    lng: longitude,
    lat: latitude,
    ...(accuracy > 0 ? { accuracyM: Math.min(accuracy, 100_000) } : {}),
    ...(speed !== null && speed >= 0 ? { speedMps: speed } : {}),
    ...(heading !== null && Number.isFinite(heading) ? { headingDeg: heading } : {}),
  };
}

/**
 * Follows the phone's position while a patrol is on and queues the fixes worth keeping. Why there was silence goes with the first fix after
 * it. Returns what ends it.
 */
export function startWatching(
  queue: Pick<Queue, 'addFixes' | 'get' | 'put'>,
  { onPlace, onFix }: Heard,
): () => void {
  let ended = false;
  let watchId = -1;
  let last: Place | null = null;
  let battery: Battery | null = null;
  /** Since when the app was not seen, until the next position; phones give none to a page that is hidden. */
  let hiddenAt: number | null = null;
  let failing: { gap: GapReason; since: number } | null = null;
  // What comes is noted with its moment and taken in order: writing may be slower than the receiver.
  let writing: Promise<unknown> = silenceBefore();
  /** What failed before must not end all that comes after it. */
  const afterwards = (next: () => Promise<unknown>) => {
    writing = writing.then(next, next);
  };

  async function silenceBefore(): Promise<void> {
    const before = await queue.get('lastFix');
    const patrol = await queue.get('patrol');
    if (!before || !patrol || before.t < patrol.startedAt) return;
    if (Date.now() - before.t >= SILENCE_MS && !(await queue.get('gap')))
      await queue.put('gap', (before.batteryPct ?? 100) < EMPTY_PCT ? 'battery' : 'killed');
    last = { ...before.position, t: before.t };
  }

  async function take({ fix: { headingDeg, ...place }, wasSeen }: Reading): Promise<void> {
    const known = (await queue.get('gap')) ?? null;
    // A single failed reading is no reason for a gap.
    const isShort =
      failing?.gap === known && failing !== null && place.t - failing.since < SILENCE_MS;
    const silentMs = last ? place.t - last.t : Number.POSITIVE_INFINITY;
    const wasHidden = hiddenAt !== null && place.t - hiddenAt >= SILENCE_MS;
    const needsReason = silentMs >= SILENCE_MS && !isShort;
    const gap = needsReason ? (known ?? (wasHidden ? 'hidden' : null)) : null;
    failing = null;
    hiddenAt = wasSeen ? null : place.t;
    if (known && !gap) await queue.put('gap', null);
    if (!(gap || isDue(last, place))) return;
    const fix: Omit<WireFix, 'seq'> = {
      ...place,
      ...(headingDeg === undefined ? {} : { headingDeg }),
      ...(battery ? { batteryPct: Math.round(battery.level * 100) } : {}),
      ...(gap ? { gap } : {}),
    };
    last = place;
    await queue.addFixes([fix]);
    onFix(place);
  }

  const failed = ({ code }: Pick<GeolocationPositionError, 'code'>) => {
    // A page that is hidden is given nothing, satellites or not.
    if (isHidden() && code !== DENIED) return;
    const gap = GAPS[code] ?? 'no-satellites';
    const since = Date.now();
    afterwards(async () => {
      if (failing?.gap !== gap) failing = { gap, since };
      // The first reason stands, but for a lost permission, which explains everything after it.
      const known = await queue.get('gap');
      if (!known || (gap === 'permission' && known !== gap)) await queue.put('gap', gap);
    });
  };

  function follow(): void {
    navigator.geolocation.clearWatch(watchId);
    watchId = navigator.geolocation.watchPosition(
      (position) => {
        const reading = { fix: readingOf(position), wasSeen: !isHidden() };
        onPlace(reading.fix);
        afterwards(() => take(reading));
      },
      failed,
      { enableHighAccuracy: true, maximumAge: 0, timeout: LOOK_MS },
    );
  }

  follow();
  void (navigator as { getBattery?: () => Promise<Battery> }).getBattery?.().then((found) => {
    battery = found;
  });
  // A watch ends when its permission does; a new one is begun.
  let permission: PermissionStatus | null = null;
  const permitted = () => {
    if (permission?.state === 'denied') failed({ code: DENIED });
    else follow();
  };
  void navigator.permissions?.query({ name: 'geolocation' }).then((status) => {
    if (ended) return;
    permission = status;
    status.addEventListener('change', permitted);
  });
  const hides = () => {
    if (!isHidden()) return;
    const since = Date.now();
    afterwards(async () => {
      hiddenAt ??= since;
    });
  };
  document.addEventListener('visibilitychange', hides);
  const offAwake = stayAwake();
  return () => {
    ended = true;
    navigator.geolocation.clearWatch(watchId);
    permission?.removeEventListener('change', permitted);
    document.removeEventListener('visibilitychange', hides);
    offAwake();
  };
}
