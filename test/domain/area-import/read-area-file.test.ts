import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GRID_TYPES, LEVELS } from '../../../server/contract/areas/area.ts';
import { joinFiles } from '../../../server/contract/areas/join-files.ts';
import { WORDS } from '../../../server/contract/words/index.ts';
import { LANGUAGE_CODES } from '../../../server/contract/words/languages.ts';
import { readAreaFile } from '../../../server/domain/area-import/read-area-file.ts';
import {
  readFeatures,
  saysGridType,
  saysLevel,
} from '../../../server/domain/area-import/read-features.ts';
import { importOptions, square } from '../../support/made/area-file.ts';

const feature = (properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: square(121.37, 28.58) },
});
const fileOf = (...features: object[]) =>
  new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));

test('properties are known by the names they go by in files, and shown with values', async () => {
  const read = await readAreaFile(
    fileOf(
      feature({
        网格编码: '01',
        网格名称: '一',
        所属社区编码: 'v',
        级别: '网格',
        类型: '居民小区',
      }),
      feature({ 网格编码: '02', 网格名称: '二', 级别: '村/社区', 类型: '商圈' }),
    ),
  );
  expect(read.keys).toEqual({
    codeKey: '网格编码',
    nameKey: '网格名称',
    parentKey: '所属社区编码',
    levelKey: '级别',
  });
  expect(read.properties[0]).toEqual({ name: '网格编码', samples: ['01', '02'] });
  const options = importOptions({ ...read.keys, gridTypeKey: undefined });
  expect(readFeatures(read.collection.features, options).map(({ level }) => level)).toEqual([
    'grid',
    'village',
  ]);
});

test('a level is one where any of its values says so: the others are refused, not taken for grids', async () => {
  const { collection, keys } = await readAreaFile(
    fileOf(
      feature({ code: '1', name: 'a', 级别: '网格' }),
      feature({ code: '2', name: 'b', 级别: '自然村' }),
    ),
  );
  expect(keys.levelKey).toBe('级别');
  const [, other] = readFeatures(
    collection.features,
    importOptions({ ...keys, gridTypeKey: undefined }),
  );
  expect(other!.level).toBe('自然村');
});

test('a grid type is one where its values say so', async () => {
  const read = await readAreaFile(fileOf(feature({ code: '1', name: 'a', 类型: '农村' })));
  expect(read.keys.gridTypeKey).toBe('类型');
});

test('a Shapefile of a survey office needs no word from its reader', async () => {
  const read = await readAreaFile(readFileSync('test/cases/maps/gk-gbk.shp.zip'));
  expect(read.keys).toEqual({ codeKey: '编码', nameKey: '名称', parentKey: '上级' });
});

test('a file without features is refused', async () => {
  await expect(readAreaFile(fileOf())).rejects.toThrow('no features');
});

test.each(
  LANGUAGE_CODES,
)('levels and types of grids are read as the console calls them (%s)', (language) => {
  const { evaluation, gridType } = WORDS[language].console;
  for (const level of LEVELS) expect(saysLevel(evaluation.levels[level]), level).toBe(true);
  for (const type of GRID_TYPES) expect(saysGridType(gridType[type]), type).toBe(true);
});

test('levels are read as files call them, whatever their case', () => {
  for (const word of ['村社', '村（社区）', '行政村', '村居', 'Village', 'GRID'])
    expect(saysLevel(word), word).toBe(true);
  expect(saysLevel('组')).toBe(false);
});

test('layers of a level each, which name their codes, names and parents after it, are one tree', async () => {
  const town = feature({ 街道编码: 'T', 街道名称: '街' });
  const village = feature({ 社区编码: 'V', 社区名称: '社', 街道编码: 'T' });
  const grid = feature({ 网格编码: 'G', 网格名称: '格', 社区编码: 'V', 街道编码: 'T' });
  const read = (...features: object[]) => readAreaFile(fileOf(...features));
  const several = joinFiles([await read(town), await read(village, village), await read(grid)]);
  const one = await read(town, grid, village, village);
  expect(one.noteCodes.map(({ code }) => code)).toEqual(Array(3).fill('keys-joined'));
  expect(several.notes).toEqual(
    one.noteCodes.map((note) => expect.objectContaining({ code: note.code })),
  );
  for (const { collection, keys } of [several.files[2]!, one]) {
    const features =
      collection === one.collection
        ? one.collection.features
        : several.files.flatMap((file) => file.collection.features);
    const readings = readFeatures(
      features,
      importOptions({ levelKey: undefined, top: 'TOP', ...keys }),
    );
    const told = readings.map(({ code, level, name, parent }) =>
      [code, level, name, parent].join(' '),
    );
    expect([...new Set(told)].sort()).toEqual(['G grid 格 V', 'T town 街 TOP', 'V village 社 T']);
  }
});

test('files that call the same differently are one; a file whose areas are not of layers is left as it is', async () => {
  const { files } = joinFiles([
    await readAreaFile(fileOf(feature({ XZQDM: 'T', XZQMC: '街' }))),
    await readAreaFile(fileOf(feature({ WGBM: 'G', WGMC: '格', PCODE: 'T' }))),
  ]);
  expect(files[0]!.keys).toEqual({ codeKey: '*code', nameKey: '*name', parentKey: 'PCODE' });
  expect(files.flatMap(({ collection }) => collection.features)).toMatchObject([
    { properties: { '*code': 'T', '*name': '街' } },
    { properties: { '*code': 'G', '*name': '格' } },
  ]);
  const odd = await readAreaFile(
    fileOf(feature({ code: '1', name: 'a' }), feature({ id: '2', name: 'b' })),
  );
  expect([odd.keys, odd.noteCodes]).toEqual([{ codeKey: 'code', nameKey: 'name' }, []]);
});

test('names that a Shapefile cut off after 10 bytes are known by what is left', async () => {
  const utf8 = await readAreaFile(fileOf(feature({ 网格编: 'G', 网格名: '格', 上级编: 'V' })));
  expect(utf8.keys).toEqual({ codeKey: '网格编', nameKey: '网格名', parentKey: '上级编' });
  const gbk = await readAreaFile(fileOf(feature({ 网格编码: 'G', 名称: '格', 所属社区编: 'V' })));
  expect(gbk.keys).toEqual({ codeKey: '网格编码', nameKey: '名称', parentKey: '所属社区编' });
});

test.each([
  [['编号', '名称', '上级编号', '级别', '网格类别']],
  [['行政区划代码', '行政区划名称', '上级行政区划代码', '行政级别名称', '网格类型']],
  // What a Shapefile leaves of them: ten bytes of GBK.
  [['行政区划代', '行政区划名', '上级行政区', '行政级别名', '网格类型']],
  [['单位编码', '单位名称', '父级单位编码', '行政区划级别', '类型']],
])('the columns of an office are known as %j', async (names) => {
  const values = ['01', '一', 'v', '网格', '农村'];
  const { keys } = await readAreaFile(
    fileOf(feature(Object.fromEntries(names.map((name, k) => [name, values[k]])))),
  );
  const [codeKey, nameKey, parentKey, levelKey, gridTypeKey] = names;
  expect(keys).toEqual({ codeKey, nameKey, parentKey, levelKey, gridTypeKey });
});
