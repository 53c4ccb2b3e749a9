import { expect, test } from 'vitest';
import { blocksOf, staleCells, staleStep } from '../../client/live/need/staleness.ts';
import type { Area } from '../../server/contract/areas/area.ts';

const area = (id: number, level: Area['level'], parentId: number | null) =>
  ({ id, level, parentId }) as Area;

test('asks by the largest areas that hold few enough grids, every grid once', () => {
  const areas = [
    area(1, 'district', null),
    area(2, 'town', 1),
    area(3, 'town', 1),
    area(4, 'village', 2),
    area(5, 'village', 3),
    area(6, 'village', 3),
    ...[11, 12].map((id) => area(id, 'grid', 4)),
    ...[13, 14].map((id) => area(id, 'grid', 5)),
    area(15, 'grid', 6),
  ];
  const ids = (most: number) => blocksOf(areas, most).map(({ id }) => id);
  expect(ids(5)).toEqual([1]);
  expect(ids(2)).toEqual([2, 5, 6]);
  expect(ids(1)).toEqual([11, 12, 13, 14, 6]);
});

test('hours have a step each; what was not seen keeps no figure', () => {
  expect([0, 23.9, 24, 100, 336].map(staleStep)).toEqual([0, 0, 1, 2, 4]);
  const grid = { gridId: 7, cells: ['a', 'b'], hours: [3, null] };
  expect(staleCells([{ grids: [grid] } as never])).toEqual([
    { cell: 'a', gridId: 7, hours: 3 },
    { cell: 'b', gridId: 7, hours: null },
  ]);
});
