import { readdirSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { type SayOfFile, sayProblems } from '../../../server/contract/file-problem.ts';
import { interpolate } from '../../../server/contract/words/interpolate.ts';
import { words as zh } from '../../../server/contract/words/zh/console/index.ts';
import { readMap } from '../../../server/domain/reading/maps/read-map.ts';
import { at, fileProblem, ReadingError } from '../../../server/domain/reading/problem.ts';
import { readCrs } from '../../../server/domain/reading/shapes/coordinates.ts';
import { readGeoJson } from '../../../server/domain/reading/shapes/geojson.ts';
import { oneArea } from '../../../server/domain/reading/shapes/one-area.ts';
import { readTable } from '../../../server/domain/reading/tables/tables.ts';
import { readJson } from '../../../server/domain/reading/texts/json.ts';
import { requireSound } from '../../../server/domain/reading/texts/sound-text.ts';
import { decodeText } from '../../../server/domain/reading/texts/text.ts';
import { readXml } from '../../../server/domain/reading/texts/xml.ts';
import { requireTimeZone } from '../../../server/domain/reading/times/instants.ts';
import { readPeriod } from '../../../server/domain/reading/times/periods.ts';
import { asRefusal } from '../../../server/errors.ts';
import { decodeFile } from '../../../server/ingest/protocols/file/decode.ts';
import { spreadsheet } from '../../support/made/spreadsheet.ts';

/** As a password leaves it: its entries say so (APPNOTE.TXT 6.3.10, 4.4.4). */
function locked(zip: Uint8Array): Buffer {
  const bytes = Buffer.from(zip);
  bytes[bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8]! |= 1;
  return bytes;
}

const inChinese: SayOfFile = (key, values) => {
  if (key === 'betweenProblems' || key === 'afterPlace') return zh[key];
  const [kind, code] = key.split('.') as ['fileProblems', 'empty'];
  return interpolate(zh[kind][code], values);
};
const square = (...corners: [number, number][]): Polygon => ({
  type: 'Polygon',
  coordinates: [[...corners, corners[0]!]],
});

const fail = (code: 'no-time'): never => {
  throw fileProblem(code, { given: '' });
};

const failing = (read: () => unknown): ReadingError => {
  try {
    read();
  } catch (error) {
    if (error instanceof ReadingError) return error;
  }
  throw new Error('it was read');
};

test.each<[string, Uint8Array, object]>([
  ['nothing', new Uint8Array(), { code: 'empty', values: {} }],
  ['JSON', Buffer.from('[{"code":"1"}]'), { code: 'other-than-table', values: { kind: 'JSON' } }],
  [
    'a page saved as .xls',
    Buffer.from('<html><table><tr><td>编号</td></tr></table></html>'),
    { code: 'other-than-table', values: { kind: 'HTML, XML' } },
  ],
  ['.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), { code: 'old-excel', values: {} }],
  [
    '.xlsx with a password',
    Buffer.concat([Buffer.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from('EncryptedPackage', 'utf16le')]),
    { code: 'locked', values: {} },
  ],
  [
    'Latin-1',
    Buffer.from('nom\xe9,a\n', 'latin1'),
    { code: 'neither-encoding', values: { line: 1, byte: 4, other: 4 } },
  ],
  ['a PDF called .xlsx', Buffer.from('%PDF-1.4\n'), { code: 'is-pdf', values: { kind: 'PDF' } }],
  [
    'a picture called .xlsx',
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    { code: 'is-picture', values: { kind: 'PNG' } },
  ],
  [
    'a document',
    zipSync({ 'word/document.xml': new Uint8Array(1) }),
    { code: 'is-document', values: { kind: 'Word' } },
  ],
  [
    'an archive with a password',
    locked(zipSync({ 'officers.csv': new Uint8Array(1) })),
    { code: 'archive-locked', values: { name: 'officers.csv' } },
  ],
  [
    'a Shapefile',
    zipSync({ 'grids.shp': new Uint8Array(1) }),
    { code: 'map-for-table', values: { name: 'grids.shp' } },
  ],
  [
    'areas',
    Buffer.from('{"type": "FeatureCollection", "features": []}'),
    { code: 'map-for-table', values: { name: 'GeoJSON' } },
  ],
  [
    'two encodings',
    Buffer.concat([Buffer.from('编号,姓名\n1,甲\n2,'), Buffer.of(0xd2, 0xd2, 0x0a)]),
    { code: 'mostly-utf-8', values: { byte: 23, lines: '3' } },
  ],
  [
    'a quote left open in its header',
    Buffer.from('编号,"姓名\n1,甲\n2,乙\n3,丙\n'),
    { code: 'quote-open', values: { line: 1 } },
  ],
])('a file of %s is refused by a code, whatever place names it', (_, bytes, problem) => {
  const error = failing(() =>
    at('people.csv', () => readTable(bytes, { timeZone: 'Asia/Shanghai', nowMs: 0 })),
  );
  const here = { ...problem, places: [{ code: 'named', value: 'people.csv' }] };
  expect(error.problems).toEqual([here]);
  expect(error.message).toMatch(/^people\.csv: /);
  expect(asRefusal(error).reply()).toMatchObject({ error: 'invalid', problems: [here] });
});

test.each<[string, Uint8Array, object]>([
  ['a spreadsheet', spreadsheet([['code']]), { code: 'table-for-map' }],
  ['a PDF', Buffer.from('%PDF-1.4\n'), { code: 'is-pdf' }],
  ['a web page', Buffer.from('<!doctype html><table></table>'), { code: 'is-page' }],
  ['a drawing', Buffer.from('AC1032\0\0'), { code: 'is-drawing', values: { kind: 'DWG' } }],
  ['a drawing as text', Buffer.from('  0\r\nSECTION\r\n'), { code: 'is-drawing' }],
  [
    'a geodatabase',
    zipSync({ 'city.gdb/a00000001.gdbtable': new Uint8Array(1) }),
    { code: 'is-geodatabase' },
  ],
  ['.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), { code: 'old-excel' }],
])('%s given as areas is refused as what it is', async (_, bytes, problem) => {
  await expect(readMap(bytes)).rejects.toMatchObject({ problems: [problem] });
});

describe('what a parser says is told by a code, in Chinese without a word of the parser', () => {
  const inJson = (text: string) => () => readJson(text);
  const inXml = (text: string) => () => readXml(text, 'GPX');
  const place = (column: number, line = 1) => ({ line, column });

  test.each<[string, () => unknown, string, object]>([
    ['JSON that breaks off', inJson('{"a": [1, 2'), 'json-ended', place(12)],
    ['nothing where JSON should be', inJson(' '), 'json-ended', place(2)],
    ['a comma that is missing', inJson('{"a": 1\n"b": 2}'), 'json-comma', place(1, 2)],
    ['a comma too many', inJson('{"a": 1,}'), 'json-name', place(9)],
    ['single quotes', inJson("{'a': 1}"), 'json-name', place(2)],
    ['a colon that is missing', inJson('{"a" 1}'), 'json-colon', place(6)],
    ['NaN', inJson('[NaN]'), 'json-value', place(2)],
    ['more after the end', inJson('{} {}'), 'json-after', place(4)],
    ['half a number', inJson('[1.]'), 'json-number', place(4)],
    ['a line within a text', inJson('["a\nb"]'), 'json-character', place(4)],
    ['a wrong escape', inJson('["\\q"]'), 'json-character', place(3)],
    ['a name twice', inJson('{"a": 1, "a": 2}'), 'json-twice', { ...place(11), name: 'a' }],
    ['a tag that is not closed', inXml('<a><b/>'), 'xml-unclosed', { tags: 'a' }],
    ['tags that cross', inXml('<a><b></a>'), 'xml-crossed', { open: 'b', close: 'a' }],
    ['half a tag', inXml('<a'), 'xml-ended', {}],
    ['an attribute twice', inXml('<a b="1" b="2"/>'), 'xml-attribute-twice', { name: 'b' }],
    ['an unknown entity', inXml('<a>&foo;</a>'), 'xml-entity', { name: '&foo;' }],
    ['a text without tags', inXml('text'), 'xml-no-root', {}],
    ['two outermost tags', inXml('<a/><b/>'), 'xml-after-root', {}],
    ['a bracket in a value', inXml('<a b="<"/>'), 'xml-bracket', {}],
    ['half a comment', inXml('<a><!-- b</a>'), 'xml-section', {}],
    ['half CDATA', inXml('<a><![CDATA[b</a>'), 'xml-section', {}],
    ['a prefix of nowhere', inXml('<x:a/>'), 'xml-prefix', {}],
    ['no name of a tag', inXml('<1a/>'), 'xml-tag', {}],
    ['two declarations', inXml('<?xml version="1.0"?>\n<?xml version="1.0"?><a/>'), 'xml-head', {}],
  ])('%s', (_, read, code, values) => {
    const [first, ...others] = failing(read).problems;
    expect(first).toMatchObject({ code });
    expect(first!.values).toEqual(values);
    for (const problem of [first!, ...others]) {
      expect(problem.values).not.toHaveProperty('why');
      expect(sayProblems([problem], inChinese)).toMatch(/[\u4e00-\u9fff]/u);
    }
  });

  test('an XML file names the line its parser had come to', () => {
    const { message } = failing(inXml('<gpx>\n<trk>\n</gpx>'));
    expect(message).toBe('GPX: line 2 or after: trk is closed by gpx');
  });
});

const CSV = 'time,lng,lat,device';
const track = (...rows: string[]) => [CSV, ...rows].join('\n');
const SHANGHAI = { timeZone: 'Asia/Shanghai' };
const GOOD = '2026-11-03 08:00,121.37,28.58,a';
const decode = (text: string, options: object = {}) =>
  decodeFile(Buffer.from(text), { ...SHANGHAI, ...options });

describe('what is wrong within a file is said in every language, with its place', () => {
  test.each<[string, () => unknown, RegExp, RegExp]>([
    [
      'a day',
      () => decode(track(GOOD, '2026-02-30,121.37,28.58,a')),
      /第 3 行：time：没有 2026-02-30/,
      /line 3: time: there is no day/,
    ],
    [
      'two days',
      () => decode(track('05/03/2024 8:00,121.37,28.58,a')),
      /第 2 行：time：05\/03\/2024 可能/,
      /may be two days/,
    ],
    [
      'a bare number',
      () => decode(track('12345,121.37,28.58,a')),
      /12345 不是可信的时间/,
      /no plausible time/,
    ],
    [
      'a number',
      () => decode(track('2026-11-03 08:00,ten,28.58,a')),
      /lng：不是数字：ten/,
      /is not a number: ten/,
    ],
    [
      'metres',
      () => decode(track('2026-11-03 08:00,40520000,3170000,a')),
      /像是 Gauss/,
      /looks like Gauss/,
    ],
    [
      'several people',
      () => decode(track('2026-11-03 08:00,121.37,28.58,a', '2026-11-03 08:00,121.38,28.58,b')),
      /是 a, b 的轨迹/,
      /tracks of a, b/,
    ],
    [
      'a column',
      () => decode(track(GOOD), { columns: { lng: 'WHO' } }),
      /没有列“WHO”/,
      /no column WHO/,
    ],
    [
      'a row of other cells',
      () => decode(track('2026-11-03 08:00,121,37,28,58,a')),
      /第 2 行有 6 列，标题行有 4 列/,
      /line 2 has 6 cells and the header 4/,
    ],
    [
      'a quote',
      () => decode(track('"2026-11-03 08:00,121.37,28.58,a')),
      /引号没有闭合/,
      /a quote in line 2 is not closed/,
    ],
    [
      'a point of GPX',
      () =>
        decode(
          '<gpx><trk><trkpt lon="x" lat="1"><time>2026-11-03T08:00:00Z</time></trkpt></trk></gpx>',
        ),
      /第 1 个轨迹点：lon：不是数字/,
      /track point 1: lon: is not/,
    ],
    [
      'a total',
      () => decode(track(GOOD, '合计,,,')),
      /第 3 行是合计（合计），不是数据/,
      /line 3 is a total/,
    ],
    [
      'two devices of one person',
      () =>
        decode(
          ['时间,经度,纬度,姓名,手机号', '1', '2']
            .map((end, k) => (k === 0 ? end : `2026-11-03 08:00:0${k},121.37,28.58,张三,${end}`))
            .join('\n'),
        ),
      /是 张三 \/ 1, 张三 \/ 2 的轨迹/,
      /a file for each handheld/,
    ],
    [
      'a row cut short',
      () => decode(track(GOOD, '2026-11-03 08:00')),
      /^第 3 行有 1 列，标题行有 4 列$/,
      /^line 3 has 1 cells and the header 4$/,
    ],
    [
      'another XML',
      () => decode('<html><body>sign in</body></html>'),
      /是 XML，但不是 GPX，而是 html/,
      /not of GPX but html/,
    ],
    [
      'JSON as a track',
      () => decode('[{"time":1}]'),
      /轨迹可从 CSV、GPX/,
      /tracks are read from CSV/,
    ],
    [
      'the JSON of ArcGIS',
      () => readGeoJson('{"features":[{"attributes":{},"geometry":{"rings":[]}}]}'),
      /请导出为 GeoJSON/,
      /JSON of ArcGIS/,
    ],
    [
      'a period',
      () => readPeriod('2026上半年', () => fail('no-time')),
      /2026上半年 不是时段/,
      /is no period; write 2026-11/,
    ],
    [
      'JSON',
      () => readGeoJson('{"type":\n"Feature",}'),
      /第 2 行第 11 个字符/,
      /line 2, character 11/,
    ],
    [
      'a system',
      () => readCrs({ crs: 'EPSG:4214' }),
      /Beijing 1954，经纬度与 WGS-84 相差/,
      /Beijing 1954 in degrees/,
    ],
    ['a zone', () => requireTimeZone('Mars'), /Mars 不是 IANA 时区/, /no IANA time zone/],
    [
      'a character',
      () => requireSound({ a: { b: '\uFFFD' } }),
      /a\.b 含有字符 U\+FFFD/,
      /a\.b holds the character U\+FFFD/,
    ],
    [
      'a ring',
      () => oneArea([square([0, 0], [2, 2], [2, 0], [0, 2])]),
      /一个环与自身或另一环相交/,
      /a ring crosses itself or another/,
    ],
  ])('%s', (_, read, zh, en) => {
    const { message, problems } = failing(read);
    expect(sayProblems(problems, inChinese)).toMatch(zh);
    expect(message).toMatch(en);
    expect(sayProblems(problems, inChinese)).not.toContain('{{');
  });

  test('no reader of files has a sentence of its own', () => {
    const sources = readdirSync('server/domain/reading', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'problem.ts')
      .filter((name) =>
        /new ReadingError\(/.test(readFileSync(`server/domain/reading/${name}`, 'utf8')),
      );
    expect(sources).toEqual([]);
  });
});

test('the English sentence is the message', () => {
  expect(failing(() => decodeText(Buffer.from('a\0b'))).message).toBe(
    'line 1, byte 1, is 0: UTF-16 without its mark, or not a text; save it as UTF-8 and try again',
  );
});

test('no code of a problem stands in two dictionaries, of which one would be lost', () => {
  const folder = 'server/contract/words/en/console/people';
  const codes = readdirSync(folder)
    .filter((name) => name.endsWith('-problems.ts'))
    .flatMap((name) => [
      ...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/^ {2}'?([\w-]+)'?:/gm),
    ])
    .map(([, code]) => code);
  expect(codes.filter((code, k) => codes.indexOf(code) < k)).toEqual([]);
});
