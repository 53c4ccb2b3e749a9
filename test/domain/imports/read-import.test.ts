import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { CHOICE_WORDS } from '../../../server/contract/imports/choice-words.ts';
import { IMPORT_KINDS, type ImportKind } from '../../../server/contract/imports/import.ts';
import { tellProblems } from '../../../server/contract/tell-file.ts';
import { WORDS } from '../../../server/contract/words/index.ts';
import { LANGUAGE_CODES } from '../../../server/contract/words/languages.ts';
import { holds } from '../../../server/domain/imports/find-columns.ts';
import { findUnknown } from '../../../server/domain/imports/find-unknown.ts';
import { KINDS } from '../../../server/domain/imports/kinds.ts';
import { readImport } from '../../../server/domain/imports/read-import.ts';
import type { ValueContext } from '../../../server/domain/imports/value.ts';
import { choiceIn, exampleOf, writeTable } from '../../../server/domain/imports/write-table.ts';
import type { ReadingError } from '../../../server/domain/reading/problem.ts';
import { readTable } from '../../../server/domain/reading/tables/tables.ts';
import { spreadsheet } from '../../support/made/spreadsheet.ts';

const CALENDAR = { timeZone: 'Asia/Shanghai', nowMs: Date.UTC(2026, 10, 29) };
const read = (kind: ImportKind, bytes: Uint8Array, columns: Record<string, string> = {}) =>
  readImport(kind, readTable(bytes, { ...CALENDAR, isMeant: holds(kind, columns) }), {
    columns,
    timeZone: 'Asia/Shanghai',
  });
const csv = (text: string) => new TextEncoder().encode(text);
const valuesOf = ({ rows }: ReturnType<typeof read>) => rows.map(({ values }) => values);

test('a calendar is read as holidays and days worked in their place, the days of other events left out and counted', () => {
  const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
  const calendar = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
    ...event('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270104', 'SUMMARY:元旦（', ' 休）'),
    ...event('DTSTART;VALUE=DATE:20270207', 'SUMMARY:春节调休（班）'),
    ...event('DTSTART;VALUE=DATE:20270501', 'SUMMARY:劳动节', 'X-APPLE-SPECIAL-DAY:WORK-HOLIDAY'),
    ...event('DTSTART;VALUE=DATE:20270214', 'SUMMARY:情人节'),
    'END:VCALENDAR',
  ];
  const { defects, notes, ...reading } = read('holidays', csv(calendar.join('\r\n')));
  const day = (on: string, festival: string, dayKind = 'holiday') => ({
    day: on,
    dayKind,
    festival,
  });
  expect(valuesOf({ defects, notes, ...reading })).toEqual([
    ...['01', '02', '03'].map((on) => day(`2027-01-${on}`, '元旦')),
    day('2027-02-07', '春节调休', 'working-day'),
    day('2027-05-01', '劳动节'),
  ]);
  expect([defects, notes]).toEqual([[], [{ code: 'events-unmarked', values: { count: 1 } }]]);
  const wrong = calendar.map((line) => line.replace('20270207', 'soon'));
  expect(read('holidays', csv(wrong.join('\n'))).defects).toMatchObject([
    { defect: 'not-a-day', row: 9, value: 'soon' },
  ]);
});

const calendarOf = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');
const daysIn = (...events: string[][]) =>
  valuesOf(read('holidays', csv(calendarOf(...events)))).map(({ day }) => day);

test.each([
  [
    'a rule with a count',
    ['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY;COUNT=2'],
    ['2027-01-01', '2028-01-01'],
  ],
  [
    'a rule without an end, from this year on for three years',
    ['DTSTART;VALUE=DATE:20000501', 'RRULE:FREQ=YEARLY'],
    ['2026-05-01', '2027-05-01', '2028-05-01'],
  ],
  [
    'a day taken out of a rule and one added',
    [
      ...['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY;COUNT=3'],
      ...['EXDATE;VALUE=DATE:20270102', 'RDATE;VALUE=DATE:20270107'],
    ],
    ['2027-01-01', '2027-01-03', '2027-01-07'],
  ],
  [
    'a 29th of February where the year has one',
    ['DTSTART;VALUE=DATE:20280229', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2'],
    ['2028-02-29', '2032-02-29'],
  ],
  [
    'a day that no year has',
    ['DTSTART;VALUE=DATE:20280101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2'],
    [],
  ],
  [
    'midnights of the zone, told in UTC',
    ['DTSTART:20270930T160000Z', 'DTEND:20271001T160000Z'],
    ['2027-10-01'],
  ],
  [
    'midnights of a zone that is named',
    ['DTSTART;TZID=Asia/Shanghai:20271001T000000', 'DTEND;TZID=Asia/Shanghai:20271003T000000'],
    ['2027-10-01', '2027-10-02'],
  ],
  [
    'an evening elsewhere that is a morning here',
    ['DTSTART;TZID=America/New_York:20270930T200000', 'DURATION:PT1H'],
    ['2027-10-01'],
  ],
  ['a duration', ['DTSTART;VALUE=DATE:20271001', 'DURATION:P2D'], ['2027-10-01', '2027-10-02']],
])('a calendar is read with %s', (_what, lines, days) => {
  expect(daysIn([...lines, 'SUMMARY:假（休）'])).toEqual(days);
});

test('a calendar leaves out and counts what was cancelled, and takes one time of a rule as it was moved', () => {
  const rule = [
    'UID:1',
    'DTSTART;VALUE=DATE:20270101',
    'RRULE:FREQ=DAILY;COUNT=2',
    'SUMMARY:假（休）',
  ];
  const moved = [
    'UID:1',
    'RECURRENCE-ID;VALUE=DATE:20270102',
    'DTSTART;VALUE=DATE:20270105',
    'SUMMARY:假（休）',
  ];
  expect(daysIn(rule, moved)).toEqual(['2027-01-01', '2027-01-05']);
  const off = ['DTSTART;VALUE=DATE:20270101', 'STATUS:CANCELLED', 'SUMMARY:假（休）'];
  const { notes } = read('holidays', csv(calendarOf(off, rule)));
  expect(notes).toEqual([{ code: 'events-cancelled', values: { count: 1 } }]);
});

test.each([
  ['春节', '公共假期', 'holiday'],
  ['Chinese New Year', 'Public holiday', 'holiday'],
  ['国庆节假期', '', 'holiday'],
  ['Bank Holiday', '', 'holiday'],
  ['元旦（非工作日）', '', 'holiday'],
  ['特殊工作日', '节日或纪念日', 'working-day'],
  ['Special Working Day', 'Observance', 'working-day'],
  ['春节调休工作日', '', 'working-day'],
  ['国庆节假期调休上班', '公共假期', 'working-day'],
  ['愚人节', '节日或纪念日\\n如需隐藏纪念日，请转到日历设置', null],
  ['Public library opens', '', null],
])('a calendar whose event is called %s and described as %s says %s', (summary, description, kind) => {
  const event = ['DTSTART;VALUE=DATE:20270101', `SUMMARY:${summary}`, `DESCRIPTION:${description}`];
  const rows = valuesOf(read('holidays', csv(calendarOf(event))));
  expect(rows.map(({ dayKind }) => dayKind)).toEqual(kind === null ? [] : [kind]);
});

test('a calendar in GBK is read', () => {
  const bytes = Uint8Array.from(
    [...calendarOf(['DTSTART;VALUE=DATE:20270101', 'SUMMARY:@'])].flatMap((c) =>
      c === '@' ? [0xd0, 0xdd] : c.charCodeAt(0),
    ),
  );
  expect(valuesOf(read('holidays', bytes))).toMatchObject([
    { day: '2027-01-01', dayKind: 'holiday' },
  ]);
});

test('every line of a calendar that is none, every part that does not end and every rule, zone and length that is not read is told at once', () => {
  const problemsOf = (text: string) => {
    try {
      readTable(csv(text), CALENDAR);
      return [];
    } catch (error) {
      return (error as ReadingError).problems.map(
        ({ code, places }) => `${places![0]!.value} ${code}`,
      );
    }
  };
  expect(
    problemsOf(
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nno line\nRRULE:FREQ=NEVER\nSUMMARY:休\nEND:VCALENDAR',
    ),
  ).toEqual([
    '1 calendar-nesting',
    '2 calendar-nesting',
    '3 calendar-line',
    '4 calendar-line',
    '6 calendar-nesting',
  ]);
  expect(
    problemsOf(
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nRRULE:FREQ=DAILY;BYSETPOS=3\nSUMMARY:休\nEND:VEVENT\n' +
        'BEGIN:VEVENT\noops\nDTSTART:20271301\nSUMMARY:休\nEND:VEVENT\nEND:VCALENDAR',
    ),
  ).toEqual(['2 rule-not-read', '7 no-such-day', '8 calendar-line']);
  const holiday = (...lines: string[]) => [...lines, 'SUMMARY:休'];
  expect(
    problemsOf(
      calendarOf(
        holiday('DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'),
        holiday('DTSTART;TZID=Nowhere:20270101T000000'),
        holiday('DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20280101'),
        holiday('DTSTART;VALUE=DATE:20270102', 'DTEND;VALUE=DATE:20270101'),
        holiday('DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY;COUNT=9999'),
      ),
    ),
  ).toEqual([
    '2 rule-not-read',
    '7 no-time-zone',
    '11 event-too-long',
    '16 event-ends-before',
    '21 rule-too-long',
  ]);
});

test('columns called as nobody foresaw are found by their wording', () => {
  const at = (kind: ImportKind, header: string) =>
    [...read(kind, csv(`${header}\n`)).columns.at].flatMap(([field, k]) =>
      k === null ? [] : [field],
    );
  expect(at('officers', '工号,网格员姓名,人员性质,负责网格代码')).toEqual([
    ...['code', 'name', 'category', 'grid'],
  ]);
  expect(at('handhelds', '设备编号,领用人工号')).toEqual(['code', 'officer']);
  expect(at('categories', '类别编码,上级类别编码,名称,英文名')).toEqual([
    ...['code', 'parent', 'nameZh', 'nameEn'],
  ]);
});

describe('a spreadsheet is read as people have it', () => {
  const TABLE = [
    ['路桥区网格员名单（2026年）'],
    ['工号', '姓名', '人员类别', '所属网格', '备注'],
    ['0017', '张三', '专职', '331004001001001', '组长'],
    ['0018', '李 四', '兼职', '', ''],
  ];
  const EXPECTED = [
    { code: '0017', name: '张三', category: 'full-time', grid: '331004001001001' },
    { code: '0018', name: '李 四', category: 'part-time' },
  ];
  const text = TABLE.map((row) => row.join(',')).join('\r\n');

  test.each<[string, Uint8Array]>([
    ['XLSX with a title above its header', spreadsheet(TABLE)],
    ['CSV in UTF-8', csv(text)],
    ['CSV in GBK', iconv.encode(text, 'gbk')],
    ['tabs in UTF-16', iconv.encode(text.replaceAll(',', '\t'), 'utf16le', { addBOM: true })],
  ])('%s', (_, bytes) => {
    const reading = read('officers', bytes);
    expect(reading.defects).toEqual([]);
    expect(valuesOf(reading)).toEqual(EXPECTED);
    expect(reading.rows.map(({ row }) => row)).toEqual([3, 4]);
  });

  test('columns of other names are told, and a field may be told to have none', () => {
    const bytes = csv('WHO,Name,Grid\n1,a,g\n2,b,g\n');
    expect(read('officers', bytes).defects).toMatchObject([
      { row: null, field: 'code', defect: 'missing-column', value: 'WHO, Name, Grid' },
    ]);
    expect(valuesOf(read('officers', bytes, { code: 'who', grid: '' }))).toEqual([
      { code: '1', name: 'a' },
      { code: '2', name: 'b' },
    ]);
  });

  test('a column told for what the kind has not is refused by name', () => {
    expect(() => read('officers', csv('编号,姓名\n1,a\n'), { colour: '姓名' })).toThrow(
      /colour .*code, name, category/,
    );
  });

  test('a code is what was meant: without what nobody sees, in letters of usual width', () => {
    expect(
      valuesOf(read('officers', csv('编号\u200b，姓名\n\u200eＷ１０１，张三\u202c\n'))),
    ).toEqual([{ code: 'W101', name: '张三' }]);
  });

  test('a header names the zone of its moments, and never that of days', () => {
    const bytes = csv('网格员编号,网格编码,起始时间(UTC)\n1,g,2026-11-03 08:05\n');
    expect(valuesOf(read('assignments', bytes))[0]!.from).toBe('2026-11-03T08:05:00.000Z');
    const leave = csv('工号,开始日期(UTC-10),结束日期\n1,2026-11-03,2026-11-03\n');
    expect(valuesOf(read('leave', leave))[0]).toMatchObject({ firstDay: '2026-11-03' });
  });

  test('digits that a format of zeros shows are part of a code', () => {
    const code = { v: 7, t: 'n' as const, z: '00000' };
    expect(
      valuesOf(
        read(
          'officers',
          spreadsheet([
            ['编号', '姓名'],
            [code, '张三'],
          ]),
        ),
      )[0]!.code,
    ).toBe('00007');
  });

  test('a spreadsheet of OpenDocument is read as it shows', () => {
    const book = utils.book_new();
    const cells = [
      ['编号', '网格编码', '生效时间'],
      [7, 'g', 46_327.25],
    ];
    const sheet = utils.aoa_to_sheet(cells);
    Object.assign(sheet.A2!, { w: '00007' });
    Object.assign(sheet.C2!, { z: 'yyyy-mm-dd hh:mm' });
    utils.book_append_sheet(book, sheet);
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'ods' }));
    expect(valuesOf(read('assignments', bytes, { officer: '编号' }))).toEqual([
      { officer: '00007', grid: 'g', from: '2026-10-31T22:00:00.000Z' },
    ]);
  });

  test('what is wrong with a cell is told with what would be right', () => {
    const said = (kind: ImportKind, text: string) =>
      read(kind, csv(text)).defects.map(({ problems = [] }) => tellProblems(problems).detail);
    expect(
      said('assignments', '工号,网格,起始时间\n1,g,03/05/2026\n2,g,46327\n3,g,26/11/3\n'),
    ).toEqual([
      expect.stringContaining('may be two days'),
      expect.stringContaining('days of a spreadsheet'),
      expect.stringContaining('four digits'),
    ]);
    expect(said('handhelds', '编号,坐标系\n1,北京54\n')[0]).toContain(
      'it may be wgs84 (WGS-84), gcj02',
    );
    expect(read('handhelds', csv('编号,坐标系\n1,国家2000\n2,高德坐标系\n')).defects).toEqual([]);
  });

  test('what the rows are about may be called by its number alone', () => {
    for (const kind of ['officers', 'handhelds', 'categories', 'departments'] as const)
      expect(read(kind, csv('编号,备注\n7,x\n')).columns.at.get('code')).toBe(0);
  });

  test('days and times of a spreadsheet are those it shows, in the zone that is told', () => {
    const day = { v: 46_024, t: 'n', z: 'yyyy-mm-dd' };
    const bytes = spreadsheet([
      ['网格员编码', '网格编码', '起始时间', '终止时间'],
      ['1', 'g', { ...day, v: 46_024.354_166_666_664 }, '2026-02-01'],
    ]);
    expect(valuesOf(read('assignments', bytes))).toEqual([
      { officer: '1', grid: 'g', from: '2026-01-02T00:30:00.000Z', to: '2026-01-31T16:00:00.000Z' },
    ]);
    const leave = spreadsheet([
      ['工号', '开始日期', '结束日期', '请假类型', '顶岗人员'],
      ['1', day, '2026年1月5日', '病假', '2'],
    ]);
    expect(valuesOf(read('leave', leave))).toEqual([
      {
        officer: '1',
        firstDay: '2026-01-02',
        lastDay: '2026-01-05',
        leaveKind: 'sick',
        substitute: '2',
      },
    ]);
  });

  test('categories lie below those of the file or of the record', () => {
    const reading = read(
      'categories',
      csv('类别编码,上级编码,名称,分值\nA,,市容,0\nA1,A,乱堆放,2.5\nB1,B,其他,1\n'),
    );
    expect(reading.defects).toEqual([]);
    const none = new Set<string>();
    const known = { officer: none, handheld: none, grid: none, area: none, category: none };
    expect(findUnknown('categories', reading, known)).toMatchObject([
      { row: 4, field: 'parent', column: '上级编码', defect: 'unknown', value: 'B' },
    ]);
  });
});

test('a cell merged over rows is the value of each of them, and that is told', () => {
  const bytes = spreadsheet(
    [
      ['路桥区网格员名册'],
      ['工号', '姓名', '网格编码'],
      ['1', '甲', 'G1'],
      ['2', '乙', null],
      ['3', '丙', null],
    ],
    ['A1:C1', 'C3:C4'],
  );
  const reading = read('officers', bytes);
  expect(valuesOf(reading).map(({ grid }) => grid)).toEqual(['G1', 'G1', undefined]);
  expect(reading.notes).toEqual([{ code: 'merged-cells', values: { ranges: 'C3:C4' } }]);
});

test('cells merged to the end of a sheet add no rows to those that are there', () => {
  const table = [
    ['工号', '姓名', '网格编码'],
    ['1', '甲', 'G1'],
    ['2', '乙', null],
  ];
  const reading = read('officers', spreadsheet(table, ['C2:C1048576']));
  expect(valuesOf(reading).map(({ grid }) => grid)).toEqual(['G1', 'G1']);
  expect(reading.defects).toEqual([]);
});

test('a formula counts by its result; one without, and an error, are told', () => {
  const cell = (f: string, v?: string) => ({ t: 's', f, ...(v === undefined ? {} : { v }) });
  const error = { t: 'e', v: 0x17, f: 'B9' };
  const bytes = spreadsheet([
    ['工号', '姓名', '网格编码'],
    [cell('"1"', '1'), cell('A9', '甲'), error],
    [2, cell('A9&B9'), 'G1'],
  ]);
  const reading = read('officers', bytes);
  expect(reading.defects).toMatchObject([
    { row: 2, field: 'grid', defect: 'cell-error', value: '#REF!' },
    { row: 3, field: 'name', defect: 'no-result', value: '=A9&B9' },
  ]);
});

test('a look-up that found nothing is an error, a typed #N/A says that there is nothing', () => {
  const none = (f?: string) => ({ t: 'e', v: 0x2a, ...(f === undefined ? {} : { f }) });
  const { defects, rows } = read(
    'officers',
    spreadsheet([
      ['编号', '姓名', '网格编码'],
      ['A', '甲', none('VLOOKUP(A2,名册!A:B,2,0)')],
      ['B', '乙', none()],
      ['C', '丙', none('NA()')],
    ]),
  );
  expect(defects).toMatchObject([{ row: 2, field: 'grid', defect: 'cell-error', value: '#N/A' }]);
  expect(rows.map(({ values }) => values)).toEqual([
    { code: 'B', name: '乙' },
    { code: 'C', name: '丙' },
  ]);
});

/** A workbook of sheets by name, of which some are hidden. */
const bookOf = (sheets: Record<string, unknown[][]>, hidden: readonly string[] = []) => {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  book.Workbook = {
    Sheets: Object.keys(sheets).map((name) => ({ Hidden: hidden.includes(name) ? 1 : 0 })),
  };
  return write(book, { type: 'buffer', bookType: 'xlsx' });
};
const SHEETS = {
  填写说明: [
    ['列', '怎样填写'],
    ['编号', '不可重复'],
  ],
  名册: [
    ['编号', '姓名'],
    ['A', '甲'],
  ],
};
const OLD_SHEET = {
  旧名册: [
    ['编号', '姓名'],
    ['B', '乙'],
  ],
};

test('of several sheets the one that has the columns is read, one that is hidden last, and the others are told', () => {
  for (const [bytes, others] of [
    [bookOf(SHEETS), '填写说明'],
    [bookOf({ ...OLD_SHEET, ...SHEETS }, ['旧名册']), '旧名册, 填写说明'],
  ] as const) {
    const { defects, notes, rows } = read('officers', bytes);
    expect([defects, rows.map(({ values }) => values.code)]).toEqual([[], ['A']]);
    expect(notes).toEqual([{ code: 'one-sheet', values: { sheet: '名册', others } }]);
  }
});

test('two sheets that both have the columns are refused by their names, since which is meant only a person knows, with what is wrong in each', () => {
  const [header, sound] = OLD_SHEET.旧名册;
  const old = { 旧名册: [header!, sound!, ['', '丙'], ['B', '丁']] };
  const { defects, twins } = read('officers', bookOf({ ...SHEETS, ...old }));
  expect(defects).toMatchObject([{ defect: 'unreadable', row: null }]);
  expect(tellProblems(defects[0]!.problems!).detail).toContain('(名册, 旧名册)');
  expect(twins).toMatchObject([
    {
      sheet: '旧名册',
      defects: [
        { row: 3, field: 'code', defect: 'empty' },
        { row: 4, field: 'code', defect: 'repeated' },
      ],
    },
  ]);
});

test('rows that the sheet hides are read, and told', () => {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet([
    ['编号', '姓名'],
    ...['A', 'B', 'C'].map((code) => [code, '甲']),
  ]);
  sheet['!rows'] = [{}, {}, { hidden: true }];
  utils.book_append_sheet(book, sheet, '名册');
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
  const { notes, rows } = read('officers', bytes);
  expect(rows.map(({ values }) => values.code)).toEqual(['A', 'B', 'C']);
  expect(notes).toEqual([{ code: 'hidden-rows', values: { count: 1, rows: '3' } }]);
});

test('a header that stands in the table again is no row of it', () => {
  const table = '编号,姓名,备注\nA,甲,\n编号,姓名,备注\nB,,\n';
  expect(read('officers', csv(table)).defects).toMatchObject([
    { row: 3, defect: 'header-again' },
    { row: 4, field: 'name', defect: 'empty' },
  ]);
});

test('a quote that does not fit is told with all else that is wrong with the table', () => {
  const table = '编号,姓名\n,甲\nB,"乙\nC,丙"丙\nD,"丁,丁"\nE,\nF,己"\n';
  const { defects, rows } = read('officers', csv(table));
  expect(
    defects.map(({ defect, field, problems = [], row }) => [
      ...[row, field, defect],
      ...problems.map(({ code }) => code),
    ]),
  ).toEqual([
    [2, 'code', 'empty'],
    [3, null, 'unreadable', 'quote-open'],
    [4, null, 'unreadable', 'quote-within'],
    [6, 'name', 'empty'],
    [7, null, 'unreadable', 'quote-within'],
  ]);
  expect(rows.map(({ values }) => values.name)).toEqual(['丁,丁']);
});

test('what contradicts itself in a row is told beside what cannot be read in it', () => {
  const { defects } = read('categories', csv('编码,上级编码,名称,分值\nB,B,乙,x\n'));
  expect(defects.map(({ field, defect }) => [field, defect])).toEqual([
    ['points', 'not-a-number'],
    ['parent', 'below-itself'],
  ]);
  const leave = read('leave', csv('人员编号,开始日期,结束日期\nA,soon,2026-01-02\n'));
  expect(leave.defects.map(({ field }) => field)).toEqual(['firstDay']);
});

test('everything wrong with a table is said in one go, by row and column', () => {
  const long = 'x'.repeat(65);
  const { defects, rows } = read(
    'officers',
    spreadsheet([
      ['工号', '姓名', '人员类别', '起始时间', '姓名'],
      ['1', '', '专职'],
      ['2', 'b', '临时工'],
      ['', 'c'],
      [Number('331004001001000123'), 'd'],
      [long, 'e'],
      ['6', 'f', '', '31/02/2026'],
      ['7', 'g'],
      ['7', 'again'],
      ['8', 'dam\uFFFDged'],
    ]),
  );
  expect(defects.map(({ row, column, defect }) => [row, column, defect])).toEqual([
    [null, '姓名', 'two-columns'],
    [2, '姓名', 'empty'],
    [3, '人员类别', 'not-a-choice'],
    [4, '工号', 'empty'],
    [5, '工号', 'digits-lost'],
    [6, '工号', 'too-long'],
    [7, '起始时间', 'not-a-time'],
    [9, '工号', 'repeated'],
    [10, '姓名', 'damaged'],
  ]);
  expect(rows.map(({ row }) => row)).toEqual([8]);
});

test('a time that is too early is told as the file writes it', () => {
  const early = '工号,网格编码,起始时间,终止时间\n1,g,2026-02-01,2026-01-01\n';
  const { defects } = read('assignments', csv(early));
  expect(defects.map(({ defect, value }) => [defect, value])).toEqual([
    ['not-after', '2026-01-01'],
  ]);
});

test.each<[string, ImportKind, string, string]>([
  ['a code in powers of ten', 'officers', '工号,姓名\n3.31004E+17,a\n', 'digits-lost'],
  ['an assignment of nothing', 'assignments', '工号,网格编码\n1,\n', 'nothing-assigned'],
  [
    'one that ends first',
    'assignments',
    '工号,网格编码,起始时间,终止时间\n1,g,2026-02-01,2026-01-01\n',
    'not-after',
  ],
  [
    'leave that ends first',
    'leave',
    '工号,起始日期,截止日期\n1,2026-02-01,2026-01-01\n',
    'not-after',
  ],
  [
    'standing in for oneself',
    'leave',
    '工号,起始日期,截止日期,顶岗\n1,2026-02-01,2026-02-01,1\n',
    'own-substitute',
  ],
  ['a category below itself', 'categories', '编码,上级,名称\nA,A,甲\n', 'below-itself'],
  ['a header alone', 'categories', '编码,上级,名称\n', 'no-rows'],
  ['points that are none', 'categories', '编码,名称,分值\nA,甲,两分\n', 'not-a-number'],
  ['a secret that can be guessed', 'handhelds', 'code,secret\nH1,1234\n', 'too-short'],
])('%s is a defect', (_, kind, text, defect) => {
  expect(read(kind, csv(text)).defects.map((one) => one.defect)).toEqual([defect]);
});

test.each([
  ['old Excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'save it as .xlsx'],
  ['another archive', spreadsheet([['a']]).slice(0, 300), 'archive is damaged'],
  ['nothing', new Uint8Array(), 'empty'],
])('a file that is no table is refused: %s', (_, bytes, says) => {
  expect(() => readTable(bytes, CALENDAR)).toThrow(says);
});

describe('what is written is read back', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'ab 网格"\'\n;,\t=01é-'),
    minLength: 1,
    maxLength: 12,
  });
  const cell = text
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^[-=]+$/.test(one) && !/\n/.test(one));

  test.each(['xlsx', 'csv'] as const)('%s keeps every text of an officer', (format) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ code: cell, name: cell }), {
          minLength: 1,
          maxLength: 5,
          selector: ({ code }) => code,
        }),
        fc.constantFrom('zh' as const, 'en' as const),
        (rows, language) => {
          const reading = read('officers', writeTable('officers', rows, { format, language }));
          expect(reading.defects).toEqual([]);
          expect(valuesOf(reading)).toEqual(rows);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each(
    IMPORT_KINDS.flatMap((kind) => [[kind, 'zh'] as const, [kind, 'en'] as const]),
  )('the template of %s in %s is a sound file of all its columns', (kind, language) => {
    const reading = read(kind, writeTable(kind, [exampleOf(kind)], { format: 'xlsx', language }));
    expect(reading.defects).toEqual([]);
    expect([...reading.columns.at.values()]).toEqual(KINDS[kind].fields.map((_, k) => k));
    expect(reading.rows).toHaveLength(1);
  });

  test.each(
    LANGUAGE_CODES,
  )('what is chosen of a list is written by its name in %s, and read back', (language) => {
    const codes = {
      category: ['full-time', 'part-time', 'specialist', 'volunteer'],
      datum: ['wgs84', 'gcj02', 'bd09'],
      role: ['leader', 'instructor', 'police', 'staff'],
      accountRole: ['supervisor', 'analyst', 'administrator'],
      leaveKind: ['leave', 'sick', 'training', 'other'],
      dayKind: ['holiday', 'working-day'],
      departmentKind: ['department', 'service'],
    };
    expect(Object.keys(codes).sort()).toEqual(Object.keys(CHOICE_WORDS).sort());
    const fields = new Map(
      Object.values(KINDS).flatMap((kind) => kind.fields.map((one) => [one.field, one] as const)),
    );
    for (const [name, ofField] of Object.entries(codes))
      for (const code of ofField) {
        const field = name as keyof typeof codes;
        const word = choiceIn(field, code, language);
        expect([name, code, word]).toEqual([
          name,
          code,
          expect.not.stringMatching(/^[a-z]|[(（,]/),
        ]);
        expect([word, fields.get(field)!.read(word!, {} as ValueContext)]).toEqual([word, code]);
      }
    const file = writeTable('officers', [{ code: 'W1', name: '王', category: 'full-time' }], {
      format: 'csv',
      language,
    });
    expect(new TextDecoder().decode(file)).toContain(choiceIn('category', 'full-time', language)!);
  });

  test('what is wrong with a row is told whole: codes are looked up and copies found whatever else is wrong', () => {
    const reading = read(
      'officers',
      csv('工号,姓名,网格编码,起始时间\nW1,,404,昨天\nW2,李,G1,2026-13-40\nW2,李,G1,\n'),
    );
    const nothing = new Set<string>();
    const known = { officer: nothing, handheld: nothing, grid: new Set(['G1']) };
    const all = [
      ...reading.defects,
      ...findUnknown('officers', reading, { ...known, area: nothing, category: nothing }),
    ];
    expect(all.map(({ row, field, defect }) => [row, field, defect])).toEqual([
      [2, 'name', 'empty'],
      [2, 'from', 'not-a-time'],
      [3, 'from', 'not-a-time'],
      [4, 'code', 'repeated'],
      [2, 'grid', 'unknown'],
    ]);
  });

  test('rows of one duty that say different things of it are told, and a row is told all that is wrong with it', () => {
    const { defects } = read(
      'departments',
      csv(
        '部门编码,部门名称,负责区划,事件类别,开案即派,专员编码\nD1,城管局,T,A,是,O1\nD1,城管局,T,B,否,\nD1,执法局,T,A,否,O1\nD1,城管局,T,A,也许,O2\n',
      ),
    );
    expect(defects.map(({ defect, field, row }) => [row, field, defect])).toEqual([
      [4, 'code', 'repeated'],
      [4, 'name', 'contradicts'],
      [4, 'sentAtOnce', 'contradicts'],
      [5, 'sentAtOnce', 'not-a-choice'],
    ]);
  });

  test('rows of one department that say different things of it are told, by the row they differ from', () => {
    const { defects, rows } = read(
      'departments',
      csv(
        '部门编码,部门名称,部门类型,负责区划,事件类别\nD1,城管局,,T,A\nD1,城管局,服务单位,T,B\nD1,执法局,部门,T,C\nD2,自来水,企业,T,\nD2,自来水,,T,\n',
      ),
    );
    expect(rows.map(({ row }) => row)).toEqual([2, 3, 5]);
    expect(defects).toEqual([
      { row: 4, field: 'name', column: '部门名称', defect: 'contradicts', value: '2' },
      { row: 4, field: 'departmentKind', column: '部门类型', defect: 'contradicts', value: '3' },
      { row: 6, field: 'code', column: '部门编码', defect: 'repeated', value: '5' },
    ]);
  });
});

test('cells an earlier conversion damaged, totals and cells beyond the header are each told, the rest of the file with them', () => {
  const text = [
    '工号,姓名,网格编码',
    'W1,\uFFFD\uFFFD,',
    'W2,张三,G1,再来一格',
    '合计,2',
    ',李四,',
    'W3,\uFFFD,',
    'W2,王五,',
  ];
  const { count, defects } = read('officers', csv(text.join('\n')));
  expect(count).toBe(6);
  expect(defects.map(({ column, defect, row, value }) => [row, column, defect, value])).toEqual([
    [2, '姓名', 'damaged', '\uFFFD\uFFFD'],
    [3, null, 'more-cells', '再来一格'],
    [4, null, 'total-row', '合计'],
    [5, '工号', 'empty', ''],
    [6, '姓名', 'damaged', '\uFFFD'],
    [7, '工号', 'repeated', '3'],
  ]);
});

test.each([
  ...[
    '合计',
    '合 计：',
    '总计：624人',
    '合计 共 624 人',
    '本页小计',
    '共 624 人',
    'Grand total: 624',
  ],
])('a row that begins with %s is a total', (word) => {
  const { defects } = read('officers', csv(`工号,姓名\nW1,张三\n${word},\n`));
  expect(defects.map(({ defect, row, value }) => [row, defect, value])).toEqual([
    [3, 'total-row', word],
  ]);
});

test.each(['共青', '共1', 'SUM-1', 'SUM1', '小计划', '总计1号'])('a code %s is none', (code) => {
  expect(read('officers', csv(`工号,姓名\n${code},张三\n`)).defects).toEqual([]);
});

test('a column without a header is not read, which is said', () => {
  const rows = [
    ['工号', '姓名'],
    ['W1', '张三', '备注'],
    ['W2', '李四'],
  ];
  const { defects, notes } = read('officers', spreadsheet(rows));
  expect([defects, notes]).toEqual([[], [{ code: 'unnamed-columns', values: { columns: '3' } }]]);
});

test('of more rows than a file may have, all are not read, but what is wrong with the first 100,000 is told with it', () => {
  const rows = Array.from({ length: 100_001 }, (_, k) => `W${k},${k === 99_999 ? '' : 'x'}`);
  const { defects } = read('officers', csv(['工号,姓名', ...rows].join('\n')));
  expect(defects.map(({ defect, row }) => [defect, row])).toEqual([
    ['too-many-rows', null],
    ['empty', 100_001],
  ]);
});

test('formulas of a CSV, of which nobody knows the result, are told, and texts that call themselves such are texts', () => {
  const formulas = ['=1+1', '"=HYPERLINK(""x"")"', "+cmd|' /C calc'!A0", '@SUM(A1)'];
  const texts = ['"=""0012"""', "'0013", "'=1"];
  const lines = [...formulas, ...texts].map((cell) => `${cell},n,=1\n`);
  const { defects, rows } = read('officers', csv(`编号,姓名,备注\n${lines.join('')}A,=B2,\n`));
  expect(defects.map(({ defect, field, row, value }) => [row, field, defect, value])).toEqual([
    [2, 'code', 'no-result', '=1+1'],
    [3, 'code', 'no-result', '=HYPERLINK("x")'],
    [4, 'code', 'no-result', "+cmd|' /C calc'!A0"],
    [5, 'code', 'no-result', '@SUM(A1)'],
    [9, 'name', 'no-result', '=B2'],
  ]);
  expect(rows.map(({ values }) => values.code)).toEqual(['0012', '0013', '=1']);
});

test('an account is known by what the sign-in page calls it, before the name of a person', () => {
  for (const language of LANGUAGE_CODES) {
    const { signIn } = WORDS[language].console;
    const { rows } = read(
      'accounts',
      csv(`姓名,${signIn.name},角色,区划编码\n张三,zhangsan,督导员,331004\n`),
    );
    expect(rows[0]!.values.name).toBe('zhangsan');
  }
});

test('a handheld is known by that word alone', () => {
  const [values] = valuesOf(read('handhelds', csv('handheld,officer\nH1,O1\n')));
  expect(values).toMatchObject({ code: 'H1', officer: 'O1' });
});
