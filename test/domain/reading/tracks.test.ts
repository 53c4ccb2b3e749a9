import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tellNotesOfFile } from '../../../server/contract/tell-file.ts';
import { decodeText } from '../../../server/domain/reading/texts/text.ts';
import { admitTrack, fixesOfTrack } from '../../../server/domain/reading/tracks/admit-track.ts';
import { readCsv } from '../../../server/domain/reading/tracks/read-csv.ts';
import { readGpx } from '../../../server/domain/reading/tracks/read-gpx.ts';

const BASE = readFileSync('test/cases/_base/base.csv', 'utf8');
const GPX = readFileSync('test/cases/_base/base.gpx', 'utf8');
const [HEADER, ...LINES] = BASE.trim().split('\n') as [string, ...string[]];
const SHANGHAI = { timeZone: 'Asia/Shanghai' };

const tracksOf = (csv: string | Buffer, columns = {}) =>
  readCsv(decodeText(Buffer.from(csv)).text, 'f', { ...SHANGHAI, columns }).map(admitTrack);
const fixesOf = (csv: string | Buffer) => {
  const [track] = tracksOf(csv);
  return { fixes: fixesOfTrack(track!, 1, 'wgs84'), notes: tellNotesOfFile(track!.notes).notes };
};
const { fixes: RIGHT } = fixesOf(BASE);
const lines = (change: (line: string, i: number) => string | string[]) =>
  [HEADER, ...LINES.flatMap(change)].join('\n');
const local = (iso: string, as: (date: Date) => string) =>
  as(new Date(Date.parse(iso) + 8 * 3_600_000));
const retimed = (as: (date: Date) => string) =>
  lines((line) => line.replace(/^[^,]+/, (iso) => local(iso, as)));
const p = (n: number) => String(n).padStart(2, '0');

describe('the same walk, however it is written, is the same fixes', () => {
  test.each([
    ['newest first', [HEADER, ...LINES.toReversed()].join('\n')],
    [
      'in any order',
      [HEADER, ...LINES.toSorted((a, b) => (a.slice(18) < b.slice(18) ? -1 : 1))].join('\n'),
    ],
    ['each row twice', lines((line) => [line, line])],
    ['with a mark and other line ends', `\uFEFF${BASE.replaceAll('\n', '\r\n')}`],
    ['in UTF-16', Buffer.from(`\uFEFF${BASE}`, 'utf16le')],
    ['semicolons between', BASE.replaceAll(',', ';')],
    ['bars between', BASE.replaceAll(',', '|')],
    ['a title above its header', `巡查轨迹导出\n\n${BASE}`],
    ['line ends of two sorts', `sep=,\r\n${BASE}`],
    ['degrees with their sign', lines((line) => line.replace(/,([\d.]+),([\d.]+)/, ',E$1,$2°N'))],
    ['tabs between', BASE.replaceAll(',', '\t')],
    ['semicolons and decimal commas', BASE.replaceAll(',', ';').replaceAll(/(\d)\.(\d)/g, '$1,$2')],
    ['Chinese headers', BASE.replace(HEADER, '定位时间,经度,纬度,精度(米)')],
    [
      'slashes on clocks of the zone',
      retimed(
        (d) =>
          `${d.getUTCFullYear()}/${d.getUTCMonth() + 1}/${d.getUTCDate()} ${d.getUTCHours()}:${p(d.getUTCMinutes())}:${p(d.getUTCSeconds())}`,
      ),
    ],
    [
      'Chinese dates',
      retimed(
        (d) =>
          `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 上午${d.getUTCHours()}:${p(d.getUTCMinutes())}:${p(d.getUTCSeconds())}`,
      ),
    ],
    ['Unix seconds', retimed((d) => String(d.getTime() / 1000 - 28_800))],
    ['digits only', retimed((d) => d.toISOString().replace(/\D/g, '').slice(0, 14))],
    [
      'day and time in columns of their own',
      `日期,${retimed((d) => d.toISOString().slice(0, 19).replace('T', ',')).replace(HEADER, '时间,经度,纬度,精度')}`,
    ],
    [
      'day and time as digits in columns of their own',
      `date,${retimed((d) => d.toISOString().slice(0, 19).replace('T', ',').replaceAll(/[-:]/g, ''))}`,
    ],
    [
      'day and share of a day, as a spreadsheet has them',
      `日期,${retimed((d) => `${d.toISOString().slice(0, 10)},${(d.getTime() / 86_400_000) % 1}`).replace(HEADER, '时间,经度,纬度,精度')}`,
    ],
    [
      'a column of Excel days',
      retimed((d) => String(d.getTime() / 86_400_000 + 25_569))
        .replace('time', 'excel time')
        .replace('excel time', 'time (excel)'),
    ],
    [
      'a column whose name says Excel',
      retimed((d) => String(d.getTime() / 86_400_000 + 25_569)).replace('time', 'excel_time'),
    ],
  ])('%s', (_, csv) => {
    expect(fixesOf(csv).fixes).toEqual(RIGHT);
  });

  const fromGpx = (text: string) =>
    fixesOfTrack(admitTrack(readGpx(text, 'f', SHANGHAI)[0]!), 1, 'wgs84');
  test.each([
    [
      'a prefix',
      GPX.replace('xmlns=', 'xmlns:g=').replaceAll(
        /<(\/?)(gpx|trk|trkseg|trkpt|time|name)(?=[ >])/g,
        '<$1g:$2',
      ),
    ],
    ['no namespace', GPX.replace(/ xmlns="[^"]*"/, '')],
    ['decimal commas', GPX.replaceAll(/(lat|lon)="(\d+)\.(\d+)"/g, '$1="$2,$3"')],
    [
      'times of the zone',
      GPX.replaceAll(
        /<time>([^<]+)</g,
        (_, iso) => `<time>${local(iso, (d) => d.toISOString().slice(0, 19))}<`,
      ),
    ],
  ])('GPX with %s', (_, gpx) => {
    expect(fromGpx(gpx)).toEqual(fromGpx(GPX));
  });
});

test('one column of whole Excel days is days, not days and times', () => {
  const csv = ['date,lng,lat', '46346,121.4,28.6', '46347,121.4,28.6'].join('\n');
  const [track] = readCsv(csv, 'f', { ...SHANGHAI, timeFormat: 'excel' });
  expect(track!.points.map(({ t }) => new Date(t).toISOString())).toEqual([
    '2026-11-19T16:00:00.000Z',
    '2026-11-20T16:00:00.000Z',
  ]);
});

const withoutAccuracy = RIGHT.map((fix) => ({ ...fix, accuracyM: null }));
test.each([
  '-1',
  '0',
  '',
  'NaN',
  'null',
  '-1.0',
])('an accuracy of %j is unknown, and no note', (mark) => {
  const { fixes, notes } = fixesOf(lines((line) => line.replace(/[^,]*$/, mark)));
  expect(fixes).toEqual(withoutAccuracy);
  expect(notes).toEqual([]);
});

test.each([
  ['speed (km/h)', '3.6'],
  ['速度(公里/小时)', '3.6'],
  ['speed_kmh', '3.6'],
  ['speed [mph]', '2.236936'],
  ['speed_mph', '2.236936'],
  ['speed_kts', '1.943844'],
  ['速度', '1'],
])('a speed under %s is in the unit that the header says', (header, value) => {
  const { fixes } = fixesOf(
    [`${HEADER},${header}`, ...LINES.map((line) => `${line},${value}`)].join('\n'),
  );
  expect(fixes[7]!.speedMps).toBeCloseTo(1, 6);
});

test.each([
  'accuracy (ft)',
  'accuracy_ft',
  'Accuracy feet',
])('an accuracy under %s is in feet', (header) => {
  const text = lines((line) => line.replace(/[^,]*$/, '10')).replace(/[^,\n]*$/m, header);
  expect(fixesOf(text).fixes[7]!.accuracyM).toBeCloseTo(3.048, 9);
});

test('a measure that makes no sense costs itself and is counted', () => {
  const { fixes, notes } = fixesOf(
    lines((line, i) => (i === 3 ? line.replace(/[^,]*$/, 'good') : line)),
  );
  expect(fixes).toHaveLength(RIGHT.length);
  expect(notes).toEqual(['accuracyM makes no sense in 1 fixes and is unknown there']);
});

describe('what is left out is counted and said', () => {
  test.each([
    [
      '1024 weeks early',
      (iso: string) => new Date(Date.parse(iso) - 1024 * 7 * 86_400_000).toISOString(),
      '1024 weeks off',
    ],
    [
      '1024 weeks late',
      (iso: string) => new Date(Date.parse(iso) + 1024 * 7 * 86_400_000).toISOString(),
      '1024 weeks off',
    ],
    ['in 1980', () => '1980-01-06T00:00:00Z', '36 h'],
    [
      'three days on',
      (iso: string) => new Date(Date.parse(iso) + 3 * 86_400_000).toISOString(),
      '36 h',
    ],
  ])('times %s', (_, shift, says) => {
    const { fixes, notes } = fixesOf(
      lines((line, i) => (i < 6 ? line.replace(/^[^,]+/, shift) : line)),
    );
    expect(fixes).toHaveLength(RIGHT.length - 6);
    expect(notes.join()).toMatch(/^6 fixes were left out/);
    if (!says.startsWith('36') || !notes[0]!.includes('2015')) expect(notes[0]).toContain(says);
  });

  test.each([
    ['a position', (line: string) => line.replace(/,[\d.]+,[\d.]+,/, ',,,'), 'position is missing'],
    ['a longitude', (line: string) => line.replace(/,121[\d.]+/, ',NaN'), 'position is missing'],
    ['a time', (line: string) => line.replace(/^[^,]+/, ''), 'time is missing'],
  ])('rows without %s', (_, empty, says) => {
    const { fixes, notes } = fixesOf(lines((line, i) => (i === 3 || i === 9 ? empty(line) : line)));
    expect(fixes).toHaveLength(RIGHT.length - 2);
    expect(notes).toEqual([`2 rows were left out: ${says}, first in line 5`]);
  });

  test('a latitude of 121', () => {
    const { fixes, notes } = fixesOf(
      lines((line, i) => (i === 4 ? line.replace(/,28\.\d+/, ',121') : line)),
    );
    expect(fixes).toHaveLength(RIGHT.length - 1);
    expect(notes[0]).toContain('no longitude and latitude');
  });
});

describe('several people in one file', () => {
  const both = (column: string) =>
    [
      `${column},${HEADER}`,
      ...LINES.flatMap((line) => [`张三,${line}`, `李四,${line.replace(',121.40', ',121.42')}`]),
    ].join('\n');
  test.each([
    'name',
    'officer',
    'user_id',
    'device_id',
    '网格员',
    '姓名',
    '设备编号',
    '终端',
    'IMEI',
    '工号',
  ])('are told apart by %s', (column) => {
    const tracks = tracksOf(both(column));
    expect(tracks.map(({ id, userId, points }) => [id, userId, points.length])).toEqual([
      ['张三', '张三', LINES.length],
      ['李四', '李四', LINES.length],
    ]);
    expect(fixesOfTrack(tracks[0]!, 1, 'wgs84')).toEqual(RIGHT);
  });

  test('by an unknown column are refused naming it, and told apart once it is named', () => {
    expect(() => tracksOf(both('wearer'))).toThrow('--columns person=wearer');
    expect(tracksOf(both('wearer'), { person: 'wearer' })).toHaveLength(2);
  });

  test('who are never seen at one moment are refused too where a column tells them apart', () => {
    const later = (line: string) =>
      line.replace(/^[^,]+/, (iso) => new Date(Date.parse(iso) + 2_000).toISOString());
    const csv = [
      `wearer,provider,${HEADER}`,
      ...LINES.flatMap((line) => [
        `a,gps,${line}`,
        `b,gps,${later(line).replace(',121.40', ',121.42')}`,
      ]),
    ].join('\n');
    expect(() => tracksOf(csv)).toThrow('--columns person=wearer');
    expect(tracksOf(csv.replace(/^wearer/, 'status'))).toHaveLength(1);
    expect(tracksOf(csv, { person: 'wearer' })).toHaveLength(2);
  });

  test('rows that name nobody are of the only one named, as merged cells are saved; of several they are refused', () => {
    const named = (name: (i: number) => string) =>
      [`姓名,${HEADER}`, ...LINES.map((line, i) => `${name(i)},${line}`)].join('\n');
    const [track, ...others] = tracksOf(named((i) => (i === 0 ? '张三' : '')));
    expect(others).toEqual([]);
    expect(track!.id).toBe('张三');
    expect(fixesOfTrack(track!, 1, 'wgs84')).toEqual(RIGHT);
    expect(tellNotesOfFile(track!.notes).notes.join()).toContain('taken for 张三');
    expect(() => tracksOf(named((i) => ['张三', '李四'][i] ?? ''))).toThrow(
      /line 4: column 姓名 names nobody/,
    );
  });

  test('times whose seconds a spreadsheet cut are not taken for several people', () => {
    expect(() => tracksOf(retimed((t) => t.toISOString().slice(0, 16).replace('T', ' ')))).toThrow(
      'its times have no seconds, and up to 12 rows',
    );
  });

  test('without any column are refused', () => {
    const csv = [HEADER, ...LINES.flatMap((line) => [line, line.replace(',121.40', ',121.42')])];
    expect(() => tracksOf(csv.join('\n'))).toThrow('several people or devices');
  });
});

test.each([
  [
    'swapped',
    lines((line) => line.replace(/,([\d.]+),([\d.]+),/, ',$2,$1,')),
    'latitude stands first',
  ],
  [
    'Web Mercator',
    lines((line) => line.replace(/,([\d.]+),([\d.]+),/, ',13514186,3324832,')),
    'Web Mercator',
  ],
  ['a column that is not there', BASE.replace('lng', 'reihe'), 'no column for lng'],
  ['ambiguous days', lines((line) => line.replace(/^[^,]+/, '05/03/2024 08:00')), '--time-format'],
  [
    'half a decimal comma',
    lines((line, i) => (i % 2 ? line.replace('121.', '121,') : line)),
    'line 3',
  ],
])('%s is refused in words', (_, csv, says) => {
  expect(() => tracksOf(csv)).toThrow(says);
});
