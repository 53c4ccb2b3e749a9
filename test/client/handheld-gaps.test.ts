import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWatching } from '../../client/handheld/walk/watch.ts';
import type { WireFix } from '../../server/contract/fixes/fix.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { NOW } from '../support/made/world.ts';

/** A phone as the app sees it: its receiver, its battery, whether the app is seen. */
function phone({ battery = 1 }: { battery?: number } = {}) {
  const listeners: (() => void)[] = [];
  const page = {
    visibilityState: 'visible',
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
    removeEventListener: () => {},
  };
  let receiver: { place: PositionCallback; failed: PositionErrorCallback };
  vi.stubGlobal('document', page);
  vi.stubGlobal('navigator', {
    geolocation: {
      watchPosition: (place: PositionCallback, failed: PositionErrorCallback) => {
        receiver = { place, failed };
        return 1;
      },
      clearWatch: () => {},
    },
    getBattery: async () => ({ level: battery }),
  });
  return {
    fix: (k: number, speed = 1) =>
      receiver.place({
        timestamp: Date.now(),
        coords: {
          longitude: 121.4 + k / 1000,
          latitude: 28.6,
          accuracy: 5,
          heading: null,
          speed,
        },
      } as GeolocationPosition),
    fail: (code: number) => receiver.failed({ code } as GeolocationPositionError),
    show: (isShown: boolean) => {
      page.visibilityState = isShown ? 'visible' : 'hidden';
      for (const listener of listeners) listener();
    },
  };
}

/** The queue's two hands that a watch needs, and what was kept. */
function queue(before: Record<string, unknown> = {}) {
  const known = new Map<string, unknown>(
    Object.entries({ patrol: { startedAt: NOW - HOUR_MS }, ...before }),
  );
  const fixes: Omit<WireFix, 'seq'>[] = [];
  return {
    fixes,
    get: async (key: string) => known.get(key) as never,
    async put(key: string, value: unknown) {
      known.set(key, value);
      return true;
    },
    async addFixes(added: readonly Omit<WireFix, 'seq'>[]) {
      fixes.push(...added);
      known.set('gap', null);
      return true;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const UNHEARD = { onPlace: () => {}, onFix: () => {} };

/** What a watch of this phone keeps of a fix, what then happens, and another fix `minutes` later. */
async function gapAfter(
  happens: (of: ReturnType<typeof phone>) => void,
  { minutes = 5 }: { minutes?: number } = {},
) {
  const [held, kept] = [phone(), queue()];
  const end = startWatching(kept, UNHEARD);
  held.fix(0);
  await vi.advanceTimersByTimeAsync(1_000);
  happens(held);
  await vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);
  held.show(true);
  held.fix(1);
  await vi.advanceTimersByTimeAsync(1_000);
  end();
  expect(kept.fixes).toHaveLength(2);
  return kept.fixes[1]!.gap;
}

test.each([
  ['no-satellites', 'the receiver finds no position', (of) => of.fail(2)],
  ['no-satellites', 'it takes too long', (of) => of.fail(3)],
  ['permission', 'the permission is taken away after that', (of) => [of.fail(2), of.fail(1)]],
  ['hidden', 'the app is hidden', (of) => of.show(false)],
  ['hidden', 'a hidden app is given no position', (of) => [of.show(false), of.fail(3)]],
  [undefined, 'nothing is told', () => {}],
] as [
  string | undefined,
  string,
  (of: ReturnType<typeof phone>) => void,
][])('a silence has the reason %s where %s', async (reason, _, happens) => {
  expect(await gapAfter(happens)).toBe(reason);
});

test('a single reading that failed, or a glance at another app, is no reason', async () => {
  expect(await gapAfter((of) => of.fail(2), { minutes: 0.2 })).toBeUndefined();
  expect(await gapAfter((of) => of.show(false), { minutes: 0.2 })).toBeUndefined();
});

test('a phone that writes slower than its receiver reads keeps what is due, each at its own moment, and gives no reason', async () => {
  const [held, kept] = [phone(), queue()];
  const slow = {
    ...kept,
    get: async (key: string) => {
      await new Promise((done) => setTimeout(done, 7_000));
      return kept.get(key);
    },
  };
  const end = startWatching(slow, UNHEARD);
  // Standing, a failed reading before every position, as when a receiver is told anew where it is.
  for (const _ of Array(9)) {
    held.fail(2);
    held.fix(0, 0);
    await vi.advanceTimersByTimeAsync(10_000);
  }
  // What was read before the end is kept after it too.
  end();
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(kept.fixes.map(({ gap, t }) => [t - NOW, gap])).toEqual([
    [0, undefined],
    [30_000, undefined],
    [60_000, undefined],
  ]);
});

test.each([
  [3, 'battery'],
  [60, 'killed'],
])('an app that was gone and had %i percent left was stopped by: %s', async (batteryPct, gap) => {
  const lastFix = { t: NOW - 20 * MINUTE_MS, position: { lng: 121.4, lat: 28.6 }, batteryPct };
  const [held, kept] = [phone({ battery: 0.9 }), queue({ lastFix })];
  const end = startWatching(kept, UNHEARD);
  await vi.advanceTimersByTimeAsync(1_000);
  held.fix(1);
  await vi.advanceTimersByTimeAsync(1_000);
  end();
  expect(kept.fixes).toMatchObject([{ gap, batteryPct: 90 }]);
});

test('an app that was gone for less than a silence keeps no place twice, whatever failed as it went', async () => {
  const lastFix = { t: NOW - 5_000, position: { lng: 121.4, lat: 28.6 }, batteryPct: 60 };
  const [held, kept] = [phone(), queue({ lastFix, gap: 'no-satellites' })];
  const end = startWatching(kept, UNHEARD);
  await vi.advanceTimersByTimeAsync(1_000);
  held.fix(0, 0);
  await vi.advanceTimersByTimeAsync(1_000);
  end();
  expect(kept.fixes).toEqual([]);
  expect(await kept.get('gap')).toBeNull();
});

test('the screen is kept on while the app is seen during a patrol, and let go after it', async () => {
  const held = phone();
  const locks: { released: boolean; release: () => Promise<void> }[] = [];
  const request = async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
      },
    };
    locks.push(lock);
    return lock;
  };
  Object.assign(navigator, { wakeLock: { request } });
  const first = startWatching(queue(), UNHEARD);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(locks.map(({ released }) => released)).toEqual([false]);
  // The system took it when the app was hidden: asked for anew.
  held.show(false);
  locks[0]!.released = true;
  held.show(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(locks.map(({ released }) => released)).toEqual([true, false]);
  first();
  startWatching(queue(), UNHEARD)();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(locks.map(({ released }) => released)).toEqual([true, true, true]);
});
