import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { ImportKind } from '../../../server/contract/imports/import.ts';
import { readFile } from '../../../server/domain/imports/read-file.ts';
import { spreadsheet } from '../../support/made/spreadsheet.ts';

const NOW = { nowMs: Date.UTC(2026, 10, 3), timeZone: 'Asia/Shanghai', columns: {} };
const read = (kind: ImportKind, bytes: Uint8Array) => readFile({ ...NOW, kind, bytes });
const codesOf = (bytes: Uint8Array) => read('officers', bytes).all.map(({ values }) => values.code);

/** A sheet of codes that are numbers, each shown in a format. */
function shown(formats: readonly string[], bookType: 'xlsx' | 'ods'): Uint8Array {
  const sheet = utils.aoa_to_sheet([['编号', '姓名'], ...formats.map(() => [7, 'n'])]);
  for (const [k, z] of formats.entries()) sheet[`A${k + 2}`].z = z;
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet);
  return new Uint8Array(write(book, { type: 'array', bookType }));
}

test('codes that a format makes of numbers are those that are shown; amounts are their numbers', () => {
  const formats = ['00000', '"A-"0000', '\\W\\G000', '"¥"00', '0"分"', '#,##0.00', '0%'];
  expect(codesOf(shown(formats, 'xlsx'))).toEqual(['00007', 'A-0007', 'WG007', '7', '7', '7', '7']);
});

test.each([
  [['*编号', '*姓名', '类别（专职/兼职）', '责任网格', '上岗日期']],
  [['编号【必填】', '姓名[必填]', '*人员类别', '包干网格编码', '到岗时间']],
  [['Officer ID*', 'Name*', 'Category', 'Grid code', 'Start date']],
])('headers with marks of what must be filled in are read: %j', (header) => {
  const { rows } = read('officers', spreadsheet([header, ['A', 'n', '专职', 'G', '2026-03-01']]));
  expect(rows[0]!.values).toEqual({
    ...{ code: 'A', name: 'n', category: 'full-time', grid: 'G' },
    from: '2026-02-28T16:00:00.000Z',
  });
});

test('codes in characters of full width are those of usual width', () => {
  expect(
    codesOf(
      spreadsheet([
        ['编号', '姓名'],
        ['Ａ－０００１＿ｂ', 'n'],
      ]),
    ),
  ).toEqual(['A-0001_b']);
});

test('a file of blank lines is empty', () => {
  expect(() => read('officers', new TextEncoder().encode('\n\n'))).toThrow(/empty/);
});

test.each<[ImportKind, Record<string, string>, object]>([
  [
    'handhelds',
    {
      序号: '1',
      终端编号: 'H',
      IMEI: '86',
      坐标系: 'BD-09（百度）',
      使用人: '张三',
      使用人编号: 'A',
      启用日期: '2026-03-01',
    },
    { code: 'H', datum: 'bd09', officer: 'A', from: '2026-02-28T16:00:00.000Z' },
  ],
  [
    'assignments',
    { 工号: 'A', 网格: 'G', 开始时间: '2026-03-01', 结束时间: '至今' },
    { officer: 'A', grid: 'G', from: '2026-02-28T16:00:00.000Z' },
  ],
  [
    'posts',
    { 工号: 'A', 区划: 'V', 职务: '网格长', 任职日期: '2026.1.1', 卸任日期: '长期' },
    { officer: 'A', area: 'V', role: 'leader', firstDay: '2026-01-01' },
  ],
  ['handhelds', { IMEI: '86', 网格员: 'A' }, { code: '86', officer: 'A' }],
  ['officers', { 编号: 'A', 网格员: '张三' }, { code: 'A', name: '张三' }],
  [
    'officers',
    { 工号: 'A', 姓名: '张三', 所属镇街: '葭沚', '所属村（社区）': '邮亭居委会', 所属网格: 'G' },
    { code: 'A', name: '张三', grid: 'G' },
  ],
  [
    'officers',
    { 工号: 'A', 姓名: '张三', 所属区划: 'T', 负责网格: 'G' },
    { code: 'A', name: '张三', home: 'T', grid: 'G' },
  ],
  ['officers', { 工号: 'A', 姓名: '张三', 归属区域: 'T' }, { code: 'A', name: '张三', home: 'T' }],
  [
    'officers',
    { 'Officer code': 'A', Name: 'n', 'Home area': 'T' },
    { code: 'A', name: 'n', home: 'T' },
  ],
  [
    'assignments',
    { 网格员: '张三', 工号: 'A', 网格: 'G', 开始时间: '2026-03-01', 结束时间: '2026-04-01' },
    { officer: 'A', grid: 'G', from: '2026-02-28T16:00:00.000Z', to: '2026-03-31T16:00:00.000Z' },
  ],
  [
    'leave',
    { 编号: 'A', 请假类别: '病假', 请假开始: '2026-03-01', 请假结束: '2026-03-03', 顶岗人: 'B' },
    {
      officer: 'A',
      leaveKind: 'sick',
      firstDay: '2026-03-01',
      lastDay: '2026-03-03',
      substitute: 'B',
    },
  ],
  [
    'categories',
    { 大类编码: '01', 大类名称: '纠纷', 小类编码: '0101', 小类名称: '邻里', 分值: '2分' },
    { code: '0101', parent: '01', nameZh: '邻里', points: 2 },
  ],
  [
    'departments',
    { 部门编号: 'D', 部门名称: '执法局', 所属区划: '331004', 负责事项类别: '0101' },
    { code: 'D', name: '执法局', area: '331004', incidentCategory: '0101' },
  ],
])('columns of %s are found as offices name them', (kind, row, values) => {
  const { defects, rows } = read(kind, spreadsheet([Object.keys(row), Object.values(row)]));
  expect([defects, rows[0]!.values]).toEqual([[], values]);
});
