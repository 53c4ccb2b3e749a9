import { gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../server/contract/units.ts';
import { cellRates, memoryD } from '../../../server/domain/risk/cell-risk.ts';
import { shareOfWeek, WEEK_H, weekProfile } from '../../../server/domain/risk/week-profile.ts';

const middle = latLngToCell(28.58, 121.37, 11);
const all = (cells: string[]) => cells.map((cell) => ({ cell, weight: 1 }));

describe('The risk of cells', () => {
  it('keeps the number of incidents: a kernel spreads, it does not add', () => {
    for (const resolution of [12, 11, 10, 9]) {
      const at = latLngToCell(28.58, 121.37, resolution);
      const reach = { 12: 20, 11: 8, 10: 4, 9: 4 }[resolution]!;
      const rates = cellRates(all(gridDisk(at, reach)), [{ cell: at, weight: 30 }], 10);
      const sum = rates.reduce((total, rate) => total + rate, 0);
      expect(Math.abs(sum / 3 - 1)).toBeLessThan(0.03);
    }
  });

  it('is greatest where the incidents are, and scales with them and with the patrollable share', () => {
    const cells = gridDisk(middle, 3).map((cell, k) => ({ cell, weight: k === 1 ? 0.5 : 1 }));
    const once = cellRates(cells, [{ cell: middle, weight: 1 }], 1);
    const twice = cellRates(cells, [{ cell: middle, weight: 2 }], 1);
    expect(cells[once.indexOf(Math.max(...once))]!.cell).toBe(middle);
    expect(twice[0]! / once[0]!).toBeCloseTo(2);
    expect(once[1]! / once[2]!).toBeCloseTo(0.5, 1);
  });

  it('is nothing without cells, incidents or days of memory', () => {
    expect(cellRates([], [], 1)).toHaveLength(0);
    expect([...cellRates(all([middle]), [], 1)]).toEqual([0]);
    expect([...cellRates(all([middle]), [{ cell: middle, weight: 1 }], 0)]).toEqual([0]);
  });

  it('remembers a steady rate as itself, however long it has watched', () => {
    for (const spanD of [5, 60, 500]) {
      let decayed = 0;
      for (let age = 0.005; age < spanD; age += 0.01) decayed += 0.01 * 4 * 2 ** (-age / 60);
      expect(decayed / memoryD(spanD, 60)).toBeCloseTo(4, 3);
    }
  });
});

describe('The profile of a week', () => {
  const utc = (hour: number) => (hour + 3 * 24) % WEEK_H;

  it('shares out one week, whatever was counted', () => {
    for (const counts of [
      new Float64Array(WEEK_H),
      Float64Array.from({ length: WEEK_H }, (_, h) => h),
    ])
      expect(weekProfile(counts).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(
      shareOfWeek(weekProfile(new Float64Array(WEEK_H)), 0, WEEK_H * HOUR_MS, utc),
    ).toBeCloseTo(1);
  });

  it('tells a busy shift from a quiet one, and is even where nothing is known', () => {
    const counts = Float64Array.from({ length: WEEK_H }, (_, h) =>
      h % 24 >= 8 && h % 24 < 12 ? 50 : 5,
    );
    const profile = weekProfile(counts);
    expect(profile[9]! / profile[3]!).toBeGreaterThan(8);
    expect(new Set(weekProfile(new Float64Array(WEEK_H))).size).toBe(1);
  });

  it('counts parts of hours', () => {
    const profile = weekProfile(new Float64Array(WEEK_H));
    expect(shareOfWeek(profile, HOUR_MS / 2, 2 * HOUR_MS, utc)).toBeCloseTo(1.5 / WEEK_H);
  });
});
