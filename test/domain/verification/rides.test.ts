import { describe, expect, test } from 'vitest';
import { judgePatrol } from '../../../server/domain/verification/judge-patrol.ts';
import { box, type Path, patrolOf, record, roundBlock } from './walks.ts';

const big = { version: 1, polygon: box(-100, -100, 1_100, 1_100) };
const measured = (path: Path, changes: Parameters<typeof record>[0] | object = {}) =>
  judgePatrol(patrolOf(record({ path, everyS: 5, ...changes }), { grid: big }));

/** Rides for two minutes of three and waits for one. */
const betweenLights =
  (mps: number): Path =>
  (s) =>
    roundBlock(1_000, mps)(Math.floor(s / 180) * 120 + Math.min(120, s % 180));

describe('a slow bicycle', () => {
  test.each([2.6, 3])('at %d m/s is a ride, and not surely one', (mps) => {
    const { vehicleMin, effectiveMin } = measured(roundBlock(1_000, mps)).measures;
    expect(vehicleMin).toBeGreaterThan(90);
    expect(effectiveMin.best).toBeLessThan(30);
    expect(effectiveMin.high).toBeGreaterThan(100);
  });

  test('that waits at lights a third of the time is one by the pace between them', () => {
    const { vehicleMin } = measured(betweenLights(3.2)).measures;
    expect(vehicleMin).toBeGreaterThan(60);
  });
});

test.each([1.2, 1.5, 1.7])('a walker at %d m/s rides at no time, however brisk', (mps) => {
  expect(measured(roundBlock(1_000, mps)).measures.vehicleMin).toBe(0);
});

test('a bus is surely none of a walk: no bound holds it', () => {
  const { effectiveMin } = measured(roundBlock(1_000, 8)).measures;
  expect(effectiveMin.high).toBeLessThan(5);
});

test.each([
  5, 30,
])('a receiver that leaps and stays off is no ride, sampled every %d s', (everyS) => {
  const leaps: Path = (s) => {
    const { x, y } = roundBlock(300)(s);
    return { x: x + (Math.floor(s / 1800) % 2) * 280, y };
  };
  expect(measured(leaps, { everyS }).measures.vehicleMin).toBe(0);
});

describe('a grid of two parts, two kilometres apart', () => {
  const [here, there] = [box(-50, -50, 300, 300), box(1_950, -50, 2_300, 300)];
  const polygon = { ...here, coordinates: [...here.coordinates, ...there.coordinates] };
  /** Walks the one for 50 minutes, rides over at 4.2 m/s, eight minutes, three times to and fro, walks the other. */
  const path: Path = (s) => {
    const ride = s - 50 * 60;
    if (ride < 0) return roundBlock()(s);
    const leg = Math.floor(ride / 480);
    if (leg > 2) return { x: roundBlock()(s).x + 2_000, y: roundBlock()(s).y };
    const part = (ride % 480) / 480;
    return { x: 2_000 * (leg % 2 === 0 ? part : 1 - part), y: 0 };
  };
  const verdict = judgePatrol(
    patrolOf(record({ path, everyS: 5 }), { grid: { version: 1, polygon } }),
  );

  test('a ride from one to the other is no sign against the patrol', () => {
    expect(verdict.signals.map(({ code }) => code)).not.toContain('vehicle');
    expect(verdict.outcome).not.toBe('suspicious');
  });

  test('the ride counts for nothing', () => {
    expect(verdict.measures.outsideMin).toBeGreaterThan(18);
    expect(verdict.measures.effectiveMin.best).toBeLessThan(103);
    expect(verdict.measures.effectiveMin.best).toBeGreaterThan(93);
  });

  test('riding within a part is one', () => {
    const round = judgePatrol(
      patrolOf(record({ path: roundBlock(250, 5), everyS: 5 }), { grid: { version: 1, polygon } }),
    );
    expect(round.signals.map(({ code, strength }) => `${code} ${strength}`)).toContain(
      'vehicle strong',
    );
  });
});
