import fc from 'fast-check';
import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../scripts/simulator/random.ts';
import { DEFAULT_THRESHOLDS } from '../../../server/contract/warnings/thresholds.ts';
import { buildGround, discOf } from '../../../server/domain/risk/ground.ts';
import { levelOf } from '../../../server/domain/risk/levels.ts';
import { logTail } from '../../../server/domain/risk/negative-binomial.ts';
import { riskDay } from '../../../server/domain/risk/risk-day.ts';
import { createRiskState } from '../../../server/domain/risk/risk-state.ts';

const STREAMS = 3;
const DAY = 200;
const ground = buildGround(gridDisk(latLngToCell(28.58, 121.37, 10), 7));
const centre = ground.indexOf.get(latLngToCell(28.58, 121.37, 10))!;

interface One {
  id: string;
  day: number;
  place: number;
  stream: number;
}

/** Two kinds of incidents all over, 30 a day, for as long as a scan of DAY looks back, and `extra` about the centre on the last two days. */
function incidents(extra: number): One[] {
  const random = createRandom('a quiet place');
  const found: One[] = [];
  for (let day = 0; day <= DAY; day++) {
    const count = random.poisson(30);
    for (let k = 0; k < count; k++)
      found.push({
        id: `${day}-${k}`,
        day,
        place: random.integer(0, ground.cells.length - 1),
        stream: random.chance(0.4) ? 1 : 2,
      });
    if (day > DAY - 2)
      for (let k = 0; k < extra; k++)
        found.push({ id: `x${day}-${k}`, day, place: centre, stream: 1 });
  }
  return found;
}

const daysOf = (all: Iterable<One>) => {
  const byDay = new Map<number, One[]>();
  for (const one of all) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
  return [...byDay].map(([day, list]) => riskDay(day, list));
};

function scanned(all: Iterable<One>, day = DAY) {
  const state = createRiskState(ground, STREAMS);
  for (const one of daysOf(all)) state.put(one);
  return state.scan(day, { recurrenceD: 30 });
}

describe('The risk state', () => {
  it('is quiet where nothing is out of the ordinary', () => {
    expect(scanned(incidents(0)).alarms).toEqual([]);
  });

  it('tells of an outbreak in its kind, its place and its days', () => {
    const { alarms } = scanned(incidents(6));
    const [alarm, ...others] = alarms;
    // Everything together may say so too.
    expect(others.every(({ stream }) => stream === 0)).toBe(true);
    expect(alarm).toMatchObject({ stream: 1, windowD: 2 });
    expect(alarm!.observed).toBeGreaterThanOrEqual(12);
    expect(alarm!.expected).toBeLessThan(3);
    expect(alarm!.recurrenceD).toBeGreaterThan(30);
    const layer = ground.layers[alarm!.layer]!;
    expect(discOf(layer, alarm!.centre, alarm!.scale)).toContain(layer.of[centre]);
  });

  it('is the same whatever order incidents and corrections come in', () => {
    const final = incidents(6);
    const expected = scanned(final);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.nat(final.length - 1),
            day: fc.integer({ min: 0, max: DAY }),
            place: fc.nat(ground.cells.length - 1),
            stream: fc.integer({ min: 1, max: 2 }),
          }),
          { maxLength: 40 },
        ),
        fc.integer(),
        (wrong, seed) => {
          // What was first said of some was wrong: another day, place or kind; what is last said stands.
          const random = createRandom(seed);
          const first = new Map(final.map((one) => [one.id, one]));
          for (const { at, ...said } of wrong)
            first.set(final[at]!.id, { id: final[at]!.id, ...said });
          const corrections = random.shuffle(wrong.map(({ at }) => final[at]!));
          const known = new Map(random.shuffle([...first.values()]).map((one) => [one.id, one]));
          const state = createRiskState(ground, STREAMS);
          for (const day of random.shuffle(daysOf(known.values()))) state.put(day);
          // A look in between must leave no trace.
          state.scan(DAY - 1, { recurrenceD: 30 });
          const half = Math.floor(corrections.length / 2);
          for (const part of [corrections.slice(0, half), corrections]) {
            for (const one of part) known.set(one.id, one);
            const days = new Map(daysOf(known.values()).map((day) => [day.day, day]));
            for (let day = 0; day <= DAY; day++) state.put(days.get(day) ?? riskDay(day, []));
            state.scan(DAY, { recurrenceD: 30 });
          }
          expect(JSON.stringify(state.scan(DAY, { recurrenceD: 30 }))).toBe(
            JSON.stringify(expected),
          );
        },
      ),
      { numRuns: 4 },
    );
  }, 60_000);

  it('does not look at what comes after the day', () => {
    const before = scanned(incidents(0), DAY - 3);
    expect(scanned(incidents(9), DAY - 3)).toEqual(before);
  });

  it('spends a budget: a look with a smaller share of it takes more to alarm', () => {
    const state = createRiskState(ground, STREAMS);
    for (const one of daysOf(incidents(6))) state.put(one);
    const [whole, part] = [1, 0.01].map(
      (budgetShare) => state.scan(DAY, { recurrenceD: 30, budgetShare }).strongest[1]!,
    );
    expect(part!.recurrenceD).toBeLessThan(whole!.recurrenceD / 50);
  });
});

describe('The tail of a negative binomial', () => {
  it('equals the sum of its terms', () => {
    for (const [x, mean, r] of [
      [4, 1.5, 3],
      [12, 3, 40],
      [300, 220, 900],
    ] as const) {
      const p = r / (r + mean);
      let below = 0;
      let term = p ** r;
      for (let k = 0; k < x; k++) {
        below += term;
        term *= ((k + r) / (k + 1)) * (1 - p);
      }
      expect(Math.exp(logTail(x, mean, r)) / (1 - below)).toBeCloseTo(1, 5);
    }
  });
});

describe('Levels', () => {
  const excess = { recurrenceD: 1e6, observed: 40, expected: 5, grave: 4 };

  it('are the highest whose rule is met in full', () => {
    expect(levelOf(DEFAULT_THRESHOLDS, excess)).toBe('red');
    expect(levelOf(DEFAULT_THRESHOLDS, { ...excess, grave: 0 })).toBe('yellow');
    expect(levelOf(DEFAULT_THRESHOLDS, { ...excess, observed: 16 })).toBe('orange');
    expect(levelOf(DEFAULT_THRESHOLDS, { ...excess, recurrenceD: 40 })).toBe('blue');
    expect(levelOf(DEFAULT_THRESHOLDS, { ...excess, recurrenceD: 20 })).toBeNull();
  });
});
