import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { observe, RECEPTION } from '../../../scripts/simulator/walk/receiver.ts';
import { blockWalk } from '../../../scripts/simulator/walk/walk.ts';
import { deliver } from '../../../scripts/simulator/wire/delivery.ts';
import { planeAt, pointOf } from '../../../scripts/simulator/world/plane.ts';

const START_MS = Date.UTC(2026, 2, 2, 1);
const centre = { lng: 121.37, lat: 28.58 };
const { path } = blockWalk(centre, createRandom('truth'));
const plane = planeAt(centre);

const seen = (reception: keyof typeof RECEPTION, intervalS = 1, seed = 'seen') =>
  observe(path, {
    plane,
    startMs: START_MS,
    intervalS,
    handheldId: 1,
    session: START_MS - 1000,
    reception: RECEPTION[reception],
    random: createRandom(seed),
  });

const errorsM = (reception: keyof typeof RECEPTION, seed: string) =>
  seen(reception, 1, seed).map((fix) => {
    const { x, y } = pointOf(plane, fix);
    const s = (fix.t - START_MS) / 1000;
    return { east: x - path.x[s]!, radius: Math.hypot(x - path.x[s]!, y - path.y[s]!), fix };
  });

describe('receivers', () => {
  it.each([
    5, 10, 30, 60,
  ])('sampled every %i s give the one-second record, thinned', (intervalS) => {
    const dense = new Map(seen('canyon').map((fix) => [fix.t, fix]));
    const thin = seen('canyon', intervalS);
    expect(thin.length).toBeGreaterThan(7200 / intervalS / 2);
    for (const fix of thin) {
      const { lng, lat, accuracyM, speedMps } = dense.get(fix.t)!;
      expect(fix).toMatchObject({ lng, lat, accuracyM, speedMps });
    }
    expect(thin.map(({ seq }) => seq)).toEqual(thin.map((_, k) => k));
  });

  it('err by metres, slowly: a second later the error is nearly the same, five minutes later another', () => {
    const errors = ['a', 'b', 'c', 'd'].flatMap((seed) => [errorsM('open', seed)]);
    for (const run of errors) {
      const rms = Math.sqrt(run.reduce((sum, { radius }) => sum + radius ** 2, 0) / run.length);
      expect(rms).toBeGreaterThan(2);
      expect(rms).toBeLessThan(10);
    }
    const lag = (s: number) => {
      let [product, square] = [0, 0];
      for (const run of errors)
        for (let k = 0; k + s < run.length; k++) {
          product += run[k]!.east * run[k + s]!.east;
          square += run[k]!.east ** 2;
        }
      return product / square;
    };
    expect(lag(1)).toBeGreaterThan(0.85);
    expect(Math.abs(lag(300))).toBeLessThan(0.4);
  });

  it('report an accuracy that holds for about two thirds of the fixes', () => {
    const all = Array.from({ length: 12 }, (_, k) => errorsM('street', `accuracy ${k}`)).flat();
    const held = all.filter(({ radius, fix }) => radius <= fix.accuracyM!).length / all.length;
    expect(held).toBeGreaterThan(0.55);
    expect(held).toBeLessThan(0.8);
  });

  it('are led astray for a while between high houses, and mostly admit it', () => {
    const all = Array.from({ length: 6 }, (_, k) => errorsM('canyon', `canyon ${k}`)).flat();
    const astray = all.filter(({ radius }) => radius > 60);
    expect(astray.length / all.length).toBeGreaterThan(0.01);
    expect(astray.length / all.length).toBeLessThan(0.25);
    const admitted = astray.filter(({ fix }) => fix.accuracyM! > 30).length / astray.length;
    expect(admitted).toBeGreaterThan(0.5);
  });

  it('say why they were silent on the first fix after a gap', () => {
    const fixes = seen('gappy', 5);
    const told = fixes.filter(({ gap }) => gap !== null);
    expect(told.length).toBeGreaterThan(0);
    const after = fixes.filter((fix, k) => k > 0 && fix.t - fixes[k - 1]!.t > 60_000);
    expect(after.some(({ gap }) => gap !== null)).toBe(true);
  });

  it('give seven decimals and a battery that only drains', () => {
    const fixes = seen('open', 30);
    for (const { lng } of fixes)
      expect(Math.abs(lng * 1e7 - Math.round(lng * 1e7))).toBeLessThan(1e-4);
    const batteries = fixes.map(({ batteryPct }) => batteryPct!);
    expect([...batteries].sort((a, b) => b - a)).toEqual(batteries);
  });
});

describe('delivery', () => {
  it('sends batches in order, never before their fixes, and shows a shifted clock', () => {
    const fixes = seen('open', 5);
    for (const clockAheadMs of [0, -4 * 3_600_000]) {
      const sent = deliver(fixes, { random: createRandom('send'), clockAheadMs });
      expect(sent.map(({ seq }) => seq)).toEqual(fixes.map(({ seq }) => seq));
      for (const { t, sentMs, receivedMs } of sent) {
        expect(sentMs!).toBeGreaterThanOrEqual(t);
        expect(receivedMs - (sentMs! - clockAheadMs)).toBeGreaterThan(0);
        expect(receivedMs - (sentMs! - clockAheadMs)).toBeLessThan(5000);
      }
    }
  });

  it('keeps fixes while the network is away', () => {
    const sent = deliver(seen('open', 5), {
      random: createRandom('away'),
      offlinePerHour: 4,
      offlineS: 600,
      clockAheadMs: 0,
    });
    expect(Math.max(...sent.map(({ t, receivedMs }) => receivedMs - t))).toBeGreaterThan(120_000);
  });
});
