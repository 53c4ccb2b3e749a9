import { cellToChildren, gridDisk, latLngToCell } from 'h3-js';
import { expect, test } from 'vitest';
import {
  methodParameters,
  methodRates,
  SERVED,
} from '../../../server/domain/forecast-service/methods.ts';

const cells = gridDisk(latLngToCell(28.58, 121.37, 9), 2).map((cell) => ({ cell, weight: 1 }));
const middle = cells[0]!.cell;

test('counts expect in a cell what was there, a day', () => {
  const incidents = [{ cell: middle, weight: 9 }];
  expect(methodRates('90-day-counts/1', cells, incidents, 400)[0]).toBeCloseTo(0.1);
  expect(methodRates('90-day-counts/1', cells, incidents, 30)[0]).toBeCloseTo(0.3);
  expect(methodRates('all-time-counts/1', cells, incidents, 450)[0]).toBeCloseTo(0.02);
  expect(methodRates('all-time-counts/1', cells, incidents, 450)[5]).toBe(0);
});

test('kernels spread it to the cells around, and keep most of it', () => {
  const rates = methodRates('kernel-density/1', cells, [{ cell: middle, weight: 90 }], 90);
  expect(rates[1]).toBeGreaterThan(0);
  expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 1);
});

test('half of a cell expects half, and nothing is expected where nothing is known', () => {
  const half = [{ cell: middle, weight: 0.5 }];
  const incidents = [{ cell: middle, weight: 9 }];
  expect(methodRates('90-day-counts/1', half, incidents, 90)[0]).toBeCloseTo(0.05);
  expect(methodRates('90-day-counts/1', half, incidents, 0)[0]).toBe(0);
  expect(methodRates(SERVED, half, [], 0)[0]).toBe(0);
});

test('a method names what it goes by', () => {
  const fine = cellToChildren(middle, 12)[0]!;
  expect(methodParameters(SERVED, fine)).toEqual({ halfLifeD: 60, historyD: 240, bandwidthM: 100 });
  expect(methodParameters('90-day-counts/1', fine)).toEqual({ historyD: 90 });
});
