import { expect, test } from 'vitest';
import { changesBetween } from '../../../client/studies/result/changes.ts';
import { findingOf } from '../../../client/studies/result/findings.ts';
import { placeFinder } from '../../../client/studies/result/place-name.ts';
import { shortOf } from '../../../client/studies/said.ts';
import type { StudyResult } from '../../../server/contract/studies/study.ts';

/** Squares of 0.001 degrees by column and row. */
const square = (x: number, y: number) => {
  const [west, south] = [121 + x / 1000, 28 + y / 1000];
  const [east, north] = [west + 0.001, south + 0.001];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
};

const result = (columns: Record<string, unknown[]>, geometry?: unknown[]) =>
  ({ summary: {}, notes: [], noteCodes: [], table: { columns, geometry } }) as StudyResult;

test('hot cells that share a corner are one hot spot, and the strongest is told first', () => {
  const found = findingOf(
    'gi-star',
    result(
      {
        value: [4, 6, 1, 30, 2],
        z: [2.5, 3, 0, 9, 2.6],
        spot: ['hot', 'hot', 'none', 'hot', 'hot'],
      },
      [square(0, 0), square(1, 1), square(2, 1), square(8, 8), square(0, 1)],
    ),
  )!;
  expect(found).toMatchObject({
    key: 'hot.some',
    values: { spots: 2, cells: 4, incidents: 42, most: 30 },
  });
  expect(found.spots.map(({ rows, incidents }) => [rows, incidents])).toEqual([
    [1, 30],
    [3, 12],
  ]);
  expect(found.spots[0]!.lng).toBeGreaterThan(121.008);
});

test('nothing significant is said so, and never as a spot', () => {
  const none = findingOf('gi-star', result({ value: [1], z: [0], spot: ['none'] }, [square(0, 0)]));
  expect(none).toMatchObject({ key: 'hot.none', spots: [] });
  const cold = result({ value: [1], z: [-4], spot: ['cold'] }, [square(0, 0)]);
  expect(findingOf('gi-star', cold)).toMatchObject({ key: 'hot.none' });
});

test('clusters are told by what they hold, and the rest is counted', () => {
  const found = findingOf(
    'dbscan',
    result({ cluster: [1, 1, 0, 2, 2, 2], lng: [1, 1, 5, 3, 3, 3], lat: [1, 1, 5, 3, 3, 3] }),
  );
  expect(found).toMatchObject({
    key: 'clusters.some',
    values: { spots: 2, incidents: 5, rest: 1, most: 3 },
  });
});

test('of a scan only what chance does not explain counts, and only where there is more', () => {
  const columns = {
    cases: [40, 25, 3],
    expected: [12.34, 20, 15],
    llr: [20, 3, 12],
    p: [0.001, 0.4, 0.002],
    rate: ['high', 'high', 'low'],
    lng: [121, 121, 121],
    lat: [28, 28, 28],
  };
  expect(findingOf('scan', result(columns))).toMatchObject({
    key: 'scan.some',
    values: { spots: 1, most: 40, expected: 12.3 },
  });
});

test('between two runs of a study places come, go and stay', () => {
  const of = (rows: [number, number][]) =>
    findingOf(
      'gi-star',
      result(
        { value: rows.map(() => 3), z: rows.map(() => 4), spot: rows.map(() => 'hot') },
        rows.map(([x, y]) => square(x, y)),
      ),
    )!.spots;
  const changes = changesBetween(
    of([
      [0, 0],
      [20, 20],
    ]),
    of([
      [1, 0],
      [2, 0],
      [40, 0],
    ]),
  );
  expect(changes.stayed.map(({ before, now }) => [before.incidents, now.incidents])).toEqual([
    [3, 6],
  ]);
  expect([changes.came.length, changes.went.length]).toEqual([1, 1]);
});

test('a place is named by its grid and the side of it', () => {
  const grid = { type: 'MultiPolygon', coordinates: [square(0, 0).coordinates] };
  const find = placeFinder({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: 7, geometry: grid, properties: {} }],
  } as never);
  const at = (x: number, y: number) => find({ lng: 121 + x / 1000, lat: 28 + y / 1000 });
  expect(at(0.5, 0.5)).toEqual({ gridId: 7, side: null });
  expect(at(0.95, 0.95)).toEqual({ gridId: 7, side: 'ne' });
  expect(at(0.5, 0.05)).toEqual({ gridId: 7, side: 's' });
  expect(at(0.02, 0.5)).toEqual({ gridId: 7, side: 'w' });
  expect(at(1.5, 0.5)).toBeNull();
});

test('a column is named by the first clause of what it means', () => {
  expect(shortOf('单元内事件数，或给定的值')).toBe('单元内事件数');
  expect(shortOf('Incidents in the cell, or the value given')).toBe('Incidents in the cell');
});

test('a back-test says at a twentieth of the area what the forecast found, beside chance and the best simple baseline', () => {
  const scored = (hits: number[]) =>
    result({
      forecaster: ['pooled', 'pooled', 'kde', 'kde', 'counts', 'counts'],
      areaShare: [0.01, 0.05, 0.01, 0.05, 0.01, 0.05],
      hits,
      hitRate: hits.map((count) => count / 673),
      pai: [7.5448, 4.8971, 5.1, 4.2, 7.5, 4.7],
    });
  expect(findingOf('backtest', scored([49, 163, 33, 140, 49, 158]))).toEqual({
    key: 'backtest',
    values: { share: 5, hits: 163, of: 673, rate: 24, times: 4.9, best: 158 },
    spots: [],
  });
  expect(findingOf('backtest', scored([0, 0, 0, 0, 0, 0]))).toBeNull();
});
