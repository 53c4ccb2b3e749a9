import type { GapReason, WireFix } from '../../../server/contract/fixes/fix.ts';
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
  // Fixes are written one after the other, in the order of their times.
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

  async function take(position: GeolocationPosition): Promise<void> {
    const { accuracy, heading, latitude, longitude, speed } = position.coords;
    const place: Place = {
      t: momentOf(position.timestamp, Date.now()),
      lng: longitude,
      lat: latitude,
      ...(accuracy > 0 ? { accuracyM: Math.min(accuracy, 100_000) } : {}),
      ...(speed !== null && speed >= 0 ? { speedMps: speed } : {}),
    };
    onPlace(place);
    const known = (await queue.get('gap')) ?? null;
    // A single failed reading is no reason for a gap.
    const isShort =
      failing?.gap === known && failing !== null && place.t - failing.since < SILENCE_MS;
    const silentMs = last ? place.t - last.t : Number.POSITIVE_INFINITY;
    const wasHidden = hiddenAt !== null && place.t - hiddenAt >= SILENCE_MS;
    const gap = isShort ? null : (known ?? (wasHidden && silentMs >= SILENCE_MS ? 'hidden' : null));
    failing = null;
    hiddenAt = isHidden() ? place.t : null;
    if (isShort) await queue.put('gap', null);
    if (ended || !(gap || isDue(last, place))) return;
    const fix: Omit<WireFix, 'seq'> = {
      ...place,
      ...(heading !== null && Number.isFinite(heading) ? { headingDeg: heading } : {}),
      ...(battery ? { batteryPct: Math.round(battery.level * 100) } : {}),
      ...(gap && silentMs >= SILENCE_MS ? { gap } : {}),
    };
    last = place;
    await queue.addFixes([fix]);
    onFix(place);
  }

  const failed = ({ code }: Pick<GeolocationPositionError, 'code'>) => {
    // A page that is hidden is given nothing, satellites or not.
    if (isHidden() && code !== DENIED) return;
    const gap = GAPS[code] ?? 'no-satellites';
    if (failing?.gap !== gap) failing = { gap, since: Date.now() };
    afterwards(async () => {
      // The first reason stands, but for a lost permission, which explains everything after it.
      const known = await queue.get('gap');
      if (!known || (gap === 'permission' && known !== gap)) await queue.put('gap', gap);
    });
  };

  function follow(): void {
    navigator.geolocation.clearWatch(watchId);
    watchId = navigator.geolocation.watchPosition(
      (position) => afterwards(() => take(position)),
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
    if (isHidden()) hiddenAt ??= Date.now();
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

/** Keeps the screen on while the app is seen, where the platform lets it. */
function stayAwake(): () => void {
  let lock: Promise<WakeLockSentinel | undefined> | undefined;
  const ask = () => {
    if (!isHidden()) lock = navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    document.removeEventListener('visibilitychange', ask);
    void lock?.then((given) => given?.release());
  };
}
