import { expect, test } from 'vitest';
import type { AreaImportOptions } from '../../../server/contract/areas/area-import.ts';
import { judgeImport } from '../../../server/domain/area-import/judge-import.ts';
import {
  draftOf,
  readFeatures,
  requireKeys,
} from '../../../server/domain/area-import/read-features.ts';
import type { TreeFacts } from '../../../server/domain/area-import/tree-defects.ts';
import { feature, importOptions, square } from '../../support/made/area-file.ts';

const FROM_MS = Date.UTC(2026, 0, 1);

const judge = (
  features: unknown[],
  facts: TreeFacts[] = [],
  options: Partial<AreaImportOptions> = {},
) => {
  const all = importOptions(options);
  return judgeImport(readFeatures(features, all), facts, [], all, FROM_MS);
};
const codes = (features: unknown[], options: Partial<AreaImportOptions> = {}) =>
  judge(features, [], options).defects.map(({ feature: at, defect }) => [at, defect]);

const root = feature({ code: 'T', name: 'town', level: 'town' }, square(0, 0, 1));
const grid = (properties: object = {}, rings: unknown = square(0, 0)) =>
  feature({ code: 'G', name: 'grid', parent: 'T', level: 'grid', ...properties }, rings);

test('a sound file has no defects', () => {
  expect(judge([root, grid()])).toEqual({ defects: [], allowed: [], repaired: [] });
});

test.each([
  ['no code', grid({ code: null }), 'missing-key'],
  ['an empty name', grid({ name: ' ' }), 'missing-key'],
  ['no parent', grid({ parent: undefined }), 'missing-key'],
  ['an unknown level', grid({ level: 'street' }), 'unknown-level'],
  ['no geometry', { ...grid(), geometry: null }, 'empty-geometry'],
  ['an empty polygon', grid({}, []), 'empty-geometry'],
  ['a point', { ...grid(), geometry: { type: 'Point', coordinates: [0, 0] } }, 'not-a-polygon'],
  ['latitude 91', grid({}, square(0, 90.5)), 'coordinates-out-of-range'],
  [
    'a ring not cut at the 180th meridian',
    grid(
      {},
      square(179.5, 0, 1).map((ring) => ring.map(([x, y]) => [x! > 180 ? x! - 360 : x, y])),
    ),
    'coordinates-out-of-range',
  ],
  ['an open ring', grid({}, [square(0, 0)[0]!.slice(0, 4)]), 'ring-not-closed'],
  ['the code of another', grid({ code: 'T' }), 'duplicate-code'],
])('a feature with %s is named with its defect', (_, wrong, defect) => {
  expect(codes([root, wrong])).toContainEqual([1, defect]);
});

test('every defect of every feature is reported, in the order of the file', () => {
  const short = [square(0, 0)[0]!.slice(0, 3)];
  expect(codes([root, grid({ name: '', level: 'street' }, short), { type: 'Feature' }])).toEqual([
    [1, 'missing-key'],
    [1, 'unknown-level'],
    [1, 'empty-geometry'],
    [1, 'ring-too-short'],
    [2, 'missing-key'],
    [2, 'empty-geometry'],
  ]);
});

test('a key that no feature has is refused, naming those there are', () => {
  const told = (options: Partial<AreaImportOptions>) => () =>
    requireKeys([root, grid()], importOptions(options));
  expect(told({ parentKey: 'above', parent: 'U' })).toThrow(/no column above; .*code, name/);
  expect(told({ gridTypeKey: 'kind' })).toThrow('there is no column kind');
  expect(told({ parentKey: 'above' })).not.toThrow();
  expect(told({ parentKey: 'parent' })).not.toThrow();
});

test('a code is what was meant: without what nobody sees, in letters of usual width', () => {
  const features = [root, grid({ code: 'Ｇ\u200b1', parent: ' T\u200e' })];
  expect(readFeatures(features, importOptions())[1]).toMatchObject({ code: 'G1', parent: 'T' });
});

test('only one area alone at the top may be without a parent', () => {
  const second = feature({ code: 'U', name: 'town', level: 'town' }, square(5, 5));
  expect(codes([root, grid()])).toEqual([]);
  expect(codes([root, second])).toEqual([
    [0, 'missing-key'],
    [1, 'missing-key'],
  ]);
  expect(codes([root, second], { top: 'all' })).toEqual([]);
  expect(codes([root, second], { parent: 'C' })).toEqual([]);
  expect(codes([root, second], { parentKey: undefined })).toEqual([
    [0, 'unknown-parent'],
    [1, 'unknown-parent'],
  ]);
});

test('keys reach into objects, numbers are codes, and a prefix stands before codes read', () => {
  const nested = feature({ adcode: 410202, name: '龙亭区', parent: { adcode: 410200 } });
  const [read] = readFeatures([nested], {
    ...importOptions({ codeKey: 'adcode', parentKey: 'parent.adcode', codePrefix: 'CN-' }),
    levelKey: undefined,
    level: 'district',
  });
  expect(read).toMatchObject({ code: 'CN-410202', parent: 'CN-410200', level: 'district' });
});

test('a grid type for the whole file does not reach the areas above the grids', () => {
  const options = importOptions({ gridType: 'urban' });
  const drafts = readFeatures([root, grid()], options).map((read) => draftOf(read, 'UTC'));
  expect(drafts.map((draft) => draft?.gridType)).toEqual([null, 'urban']);
});

const facts: TreeFacts = {
  feature: 1,
  code: 'G',
  level: 'grid',
  parent: 'T',
  parentLevel: 'town',
  parentInFile: true,
  invalid: null,
  areaM2: 1_000_000,
  overlaps: [],
  outsideM2: 0,
  outsideWidthM: 10,
  known: null,
  changes: true,
  made: false,
  latestMs: null,
};

test.each<[string, Partial<TreeFacts>, string | null]>([
  ['nothing', {}, null],
  ['a crossing', { invalid: ['Self-intersection[1 2]'] }, 'invalid-ring'],
  ['a parent nobody knows', { parentLevel: null, parentInFile: false }, 'unknown-parent'],
  ['a parent that has defects itself', { parentLevel: null }, null],
  ['a parent on its own level', { parentLevel: 'grid' }, 'level-not-below-parent'],
  [
    'a sliver of overlap',
    { overlaps: [{ code: 'H', m2: 900, widthM: 10, otherAreaM2: 2e6 }] },
    null,
  ],
  ['overlap', { overlaps: [{ code: 'H', m2: 1_100, widthM: 10, otherAreaM2: 2e6 }] }, 'overlap'],
  [
    'overlap of a small one',
    { overlaps: [{ code: 'H', m2: 150, widthM: 10, otherAreaM2: 2e4 }] },
    'overlap',
  ],
  [
    'a long overlap as thin as a pencil',
    { overlaps: [{ code: 'H', m2: 2_000, widthM: 0.4, otherAreaM2: 1e6 }] },
    null,
  ],
  ['a long strip outside as thin as a pencil', { outsideM2: 2_000, outsideWidthM: 0.4 }, null],
  ['a sliver outside', { outsideM2: 900 }, null],
  ['much outside', { outsideM2: 1_100 }, 'outside-parent'],
  ['a version of before', { latestMs: FROM_MS - 1 }, null],
  ['a version of that moment', { latestMs: FROM_MS }, 'not-later'],
  ['a version of that moment, unchanged', { latestMs: FROM_MS, changes: false }, null],
  ['a version of that moment, made', { latestMs: FROM_MS, made: true }, null],
  ['the same place redrawn', { known: { level: 'grid', near: true } }, null],
  ['another place', { known: { level: 'grid', near: false } }, 'code-taken'],
  ['another level', { known: { level: 'town', near: true } }, 'code-taken'],
])('an area with %s is judged %#', (_, own, defect) => {
  expect(
    judge([root, grid()], [{ ...facts, ...own }]).defects.map((found) => found.defect),
  ).toEqual(defect === null ? [] : [defect]);
});

test('what is allowed and what is repaired is told, but is no defect', () => {
  const judged = judge(
    [root, grid({}, [square(0, 0)[0]!.slice(0, 4)])],
    [{ ...facts, outsideM2: 5_000 }],
    { allow: ['outside-parent'], repair: true },
  );
  expect(judged.defects).toEqual([]);
  expect(judged.allowed).toMatchObject([{ code: 'G', defect: 'outside-parent' }]);
  expect(judged.repaired).toMatchObject([{ code: 'G', defect: 'ring-not-closed' }]);
});
