import { expect, test } from 'vitest';
import { areaTree } from '../../../client/geo/area-tree.ts';
import type { Area } from '../../../server/contract/areas/area.ts';

const area = (id: number, parentId: number | null, level: Area['level']): Area =>
  ({ id, parentId, level, name: `A${id}`, code: `${id}` }) as Area;
const AREAS = [
  area(5, 3, 'grid'),
  area(1, 9, 'district'),
  area(2, 1, 'town'),
  area(3, 2, 'village'),
  area(4, 2, 'village'),
  area(6, 4, 'grid'),
];
const ids = (areas: readonly Area[]) => areas.map(({ id }) => id);

test('all below an area come level by level, whatever their order in the list', () => {
  const { below } = areaTree(AREAS);
  expect([ids(below(1)), ids(below(4)), ids(below(6)), ids(below(99))]).toEqual([
    [2, 3, 4, 5, 6],
    [6],
    [],
    [],
  ]);
});

test('what lies in an area that is not among them is a top', () => {
  expect(ids(areaTree(AREAS).tops)).toEqual([1]);
});

test('upward goes from an area to the top; from none it is empty', () => {
  const { upward } = areaTree(AREAS);
  expect([ids(upward(5)), ids(upward(1)), upward(null), upward(9)]).toEqual([
    [5, 3, 2, 1],
    [1],
    [],
    [],
  ]);
});
