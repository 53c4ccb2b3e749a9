import { describe, expect, test } from 'vitest';
import { tellNotesOfFile, tellProblems } from '../../../server/contract/tell-file.ts';
import { readMeasure, readNumber } from '../../../server/domain/reading/numbers.ts';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import {
  notDegrees,
  readCrs,
  readDegrees,
} from '../../../server/domain/reading/shapes/coordinates.ts';
import { readGeoJson } from '../../../server/domain/reading/shapes/geojson.ts';
import { columnNamed, findColumns } from '../../../server/domain/reading/tables/columns.ts';
import { readRows } from '../../../server/domain/reading/tables/rows.ts';
import { readJson } from '../../../server/domain/reading/texts/json.ts';
import { decodeText } from '../../../server/domain/reading/texts/text.ts';

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};
/** 盗窃 and 网格 as GB18030. */
const GBK = Buffer.from([0xb5, 0xc1, 0xc7, 0xd4, 0x2c, 0xcd, 0xf8, 0xb8, 0xf1]);

describe('bytes are decoded strictly', () => {
  test.each([
    ['UTF-8', Buffer.from('盗窃,网格'), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.from('\uFEFF盗窃,网格'), 'utf-8', 0],
    ['UTF-16, little end first', utf16('盗窃,网格', true), 'utf-16le', 0],
    ['UTF-16, big end first', utf16('盗窃,网格', false), 'utf-16be', 0],
    ['GB18030, which is said', GBK, 'gb18030', 1],
  ])('%s', (_, bytes, encoding, notes) => {
    const read = decodeText(bytes);
    expect(read).toMatchObject({ text: '盗窃,网格', encoding });
    expect(read.notes).toHaveLength(notes);
  });

  test.each([
    [
      'UTF-8 with one broken byte',
      Buffer.concat([Buffer.from('网格员'), Buffer.from([0xff]), Buffer.from('巡查')]),
      'line 1, from byte 9 on, is not valid UTF-8',
    ],
    ['neither UTF-8 nor GB18030', Buffer.from([0x61, 0xe9, 0x0a, 0x62]), 'is not valid GB18030'],
    ['a character cut off', Buffer.from([0x61, 0xb5]), 'byte 1'],
    ['UTF-16 without a mark', utf16('id,time', true).subarray(2), 'UTF-16 without its mark'],
    [
      'UTF-16 cut in a character',
      Buffer.concat([utf16('a', true), Buffer.from([0x62])]),
      'UTF-16LE',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32'],
    ['a replacement character', Buffer.from('a\uFFFDb'), 'byte 1, holds the replacement character'],
  ])('%s is refused', (_, bytes, says) => {
    expect(() => decodeText(bytes)).toThrow(says);
  });

  test('XML may declare another encoding', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><name>caf\xe9</name>';
    expect(decodeText(Buffer.from(text, 'latin1')).text).toContain('café');
  });
});

describe('rows', () => {
  test.each([',', ';', '\t'])('the header tells that %j stands between columns', (between) => {
    const text = ['id', 'a,b'.replace(',', between === ',' ? '.' : ','), 'c'].join(between);
    expect(readRows(`${text}\n1${between}"x"${between}\n`).rows[0]).toMatchObject({
      id: '1',
      c: '',
    });
  });

  test('a line of another length is named, and what decimal commas need', () => {
    expect(() => readRows('t,lng,lat\n1,121,4,28,6\n')).toThrow(/line 2.*semicolon/);
  });

  test('two columns of one name cost nothing unless that name is asked for', () => {
    const { names, rows } = readRows('lat,note,note,lng,lat\n1,2,3,4,5\n');
    expect(rows[0]).toMatchObject({ note: '2', lng: '4' });
    expect(() => columnNamed(names, 'lat')).toThrow('two columns are called lat');
    expect(() => findColumns(names)).toThrow(/several columns may be meant: lat, lat/);
  });

  test('of columns that differ by what stands in brackets nobody guesses one', () => {
    expect(() => findColumns(['时间', '经度(GCJ02)', '经度(WGS84)', '纬度'])).toThrow(
      '经度(GCJ02), 经度(WGS84)',
    );
    const told = findColumns(['时间', '经度(GCJ02)', '经度(WGS84)'], { lng: '经度(WGS84)' });
    expect(told.lng).toBe('经度(WGS84)');
  });

  test('what Chinese keyboards write for a comma stands between columns where nothing else does', () => {
    expect(readRows('编号，姓名\nW1，张三\n').rows).toEqual([{ 编号: 'W1', 姓名: '张三' }]);
    expect(readRows('本表，供核对\n编号,姓名\nW1,张，三\n').rows).toEqual([
      { 编号: 'W1', 姓名: '张，三' },
    ]);
  });

  test('a title above the header may have the delimiters of all columns behind it', () => {
    const { rows, lines } = readRows('事件清单,,\n时间：11月,,\n"编号",时间,类别\nW1,1,a\n');
    expect([rows, lines]).toEqual([[{ 编号: 'W1', 时间: '1', 类别: 'a' }], [4]]);
    expect(readRows('only,\n1,\n').rows).toEqual([{ only: '1', '': '' }]);
  });

  test('when something happened comes before when it was told', () => {
    const names = ['上报日期', '上报时间', '发生时间', '发生日期'];
    expect(findColumns(names)).toMatchObject({ time: '发生时间', date: '发生日期' });
  });

  test('what nobody sees is no part of a table', () => {
    expect(readRows('\u200bid,t\u200e\n\u202aA1\u202c,\u200e2026/\u200e11/\u200e3\n').rows).toEqual(
      [{ id: 'A1', t: '2026/11/3' }],
    );
  });

  test("a spreadsheet's own line about the delimiter is no header", () => {
    expect(readRows('sep=;\na;b\n1;2\n').rows).toEqual([{ a: '1', b: '2' }]);
  });
});

describe('numbers', () => {
  test.each([
    ['28.5', 28.5],
    ['28,5', 28.5],
    [' -1 ', -1],
    ['１２．５', 12.5],
    ['1e3', 1000],
    ['', null],
    ['NaN', null],
    ['NULL', null],
    ['N/A', null],
    ['-', null],
    ['未知', null],
    ['不详', null],
    ['/', null],
    ['—', null],
    ['－', null],
    ['Ｎ／Ａ', null],
    ['n.a.', null],
  ])('%j is %j', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  test.each(['east', '1,2,3', '1.234,5', '0x10', 'Infinity', '1e999'])('%s is none', (text) => {
    expect(() => readNumber(text)).toThrow();
  });

  test('1,234 may be a thousand where it is no coordinate', () => {
    expect(() => readNumber('1,234', { comma: 'refused' })).toThrow('thousands');
    expect(readNumber('1,234')).toBe(1.234);
  });

  test.each([
    ['accuracyM', -1],
    ['accuracyM', 0],
    ['accuracyM', Number.NaN],
    ['accuracyM', '5'],
    ['accuracyM', null],
    ['speedMps', -1],
    ['headingDeg', -1],
    ['headingDeg', 361],
    ['batteryPct', 101],
  ] as const)('a %s of %j is unknown', (measure, value) => {
    expect(readMeasure(measure, value)).toBeNull();
  });

  test('whole numbers beyond a double come digit for digit, others as numbers', () => {
    expect(
      readJson('{"code":331004001001000123,"m":121.43069459887488,"n":9007199254740991}'),
    ).toEqual({
      code: '331004001001000123',
      m: 121.43069459887488,
      n: 9007199254740991,
    });
  });
});

describe('coordinates', () => {
  test.each([
    ['E121°24.5′', 121 + 24.5 / 60],
    ["28°36,25'N", 28 + 36.25 / 60],
    ['121°24′30.5″E', 121 + 24 / 60 + 30.5 / 3600],
  ])('%s is degrees and minutes', (text, degrees) => {
    expect(readDegrees(text)).toBeCloseTo(degrees, 12);
  });

  test.each(['121°60.5′', '121°24.5′30″'])('%s is refused', (text) => {
    expect(() => readDegrees(text)).toThrow('60');
  });

  test.each([
    [121.4, 28.6, null],
    [28.6, 121.4, 'latitude stands first'],
    [13_514_186, 3_324_832, 'Web Mercator (EPSG:3857)'],
    [40_520_000, 3_170_000, '3° zone 40'],
    [20_520_000, 3_170_000, '6° zone 20'],
    [520_000, 3_170_000, 'Gauss-Krüger'],
    [3_170_000, 520_000, 'Gauss-Krüger'],
  ])('%d, %d', (lng, lat, says) => {
    if (says === null) expect(notDegrees({ lng, lat })).toBeNull();
    else expect(tellProblems([notDegrees({ lng, lat })!]).detail).toContain(says);
  });

  const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } });
  test.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 0],
    ['urn:ogc:def:crs:EPSG::4326', 0],
    ['EPSG:4326', 0],
    ['WGS84', 0],
    ['GCS_WGS_1984', 0],
    ['CGCS2000', 1],
    ['http://www.opengis.net/def/crs/EPSG/0/4490', 1],
  ])('%s is taken, with %d notes', (name, notes) => {
    expect(readCrs(crs(name))).toHaveLength(notes);
  });

  test.each([
    ['urn:ogc:def:crs:EPSG::3857', 'EPSG:3857 (Web Mercator'],
    ['urn:ogc:def:crs:EPSG::4214', 'Beijing 1954'],
    ['EPSG:4610', 'Xian 1980'],
    ['EPSG:4549', 'CGCS2000 / Gauss-Krüger'],
    ['EPSG:32651', 'UTM north'],
    ['ESRI:102100', 'Web Mercator'],
    ['GCJ02', '--datum gcj02'],
    ['local grid', 'local grid'],
  ])('%s is refused by its name', (name, says) => {
    expect(() => readCrs(crs(name))).toThrow(says);
  });

  test.each<[string, number | null]>([
    ['121.4', 121.4],
    ['１２１，４', 121.4],
    ['121.4°', 121.4],
    ['W 121.4', -121.4],
    ['28.6°S', -28.6],
    ['121°24′00″', 121.4],
    [`28°36'0.0"N`, 28.6],
    ["121°24'E", 121.4],
    ['121度24分0秒', 121.4],
    ['121:24:00', 121.4],
    ['东经121.4', 121.4],
    ['南纬28°36′', -28.6],
    ['', null],
    ['NaN', null],
  ])('%s is %s degrees', (text, degrees) => {
    expect(readDegrees(text)).toBe(degrees);
  });
  test.each([
    '121°75′00″',
    'E121.4N',
    '东经121.4E',
    '121:75:00',
    'abc',
    '1.2.3',
  ])('%s is no degrees', (text) => {
    expect(() => readDegrees(text)).toThrow(ReadingError);
  });

  test('a bare name is read as well', () => {
    expect(readCrs({ crs: 'EPSG:4326' })).toEqual([]);
    expect(() => readCrs({ crs: 'EPSG:3857' })).toThrow('Web Mercator');
  });

  test('a datum that was told holds, and both are named', () => {
    expect(tellNotesOfFile(readCrs(crs('EPSG:4490'), 'gcj02')).notes[0]).toMatch(
      /EPSG:4490.*gcj02/,
    );
  });
});

const POINT = { type: 'Point', coordinates: [1, 2] };
const FEATURE = { type: 'Feature', properties: { a: 1 }, geometry: POINT };

test.each([
  ['a collection', JSON.stringify({ type: 'FeatureCollection', features: [FEATURE, FEATURE] }), 2],
  ['a feature', JSON.stringify(FEATURE), 1],
  ['a geometry', JSON.stringify(POINT), 1],
  ['a MultiPoint of one', JSON.stringify({ type: 'MultiPoint', coordinates: [[1, 2]] }), 1],
  ['a list', JSON.stringify([FEATURE, FEATURE]), 2],
  ['one feature a line', `${JSON.stringify(FEATURE)}\n${JSON.stringify(FEATURE)}\r\n`, 2],
  ['a text sequence', `\x1e${JSON.stringify(FEATURE)}\n\x1e${JSON.stringify(FEATURE)}\n`, 2],
  [
    'a geometry collection of one',
    JSON.stringify({ ...FEATURE, geometry: { type: 'GeometryCollection', geometries: [POINT] } }),
    1,
  ],
])('GeoJSON may be %s', (_, text, count) => {
  const { features } = readGeoJson(text);
  expect(features).toHaveLength(count);
  expect(features[0]!.geometry).toEqual(POINT);
});

test.each([
  '{"type":"Topology"}',
  '{"a":1}',
  '{',
  '{"type":"Feature"}\n{oops}\n',
])('%s is no GeoJSON', (text) => {
  expect(() => readGeoJson(text)).toThrow();
});
