import type { ImportKind } from '../../contract/imports/import.ts';
import {
  ACCOUNT_ROLE,
  CATEGORY,
  DATUM,
  DAY_KIND,
  DEPARTMENT_KIND,
  from,
  grid,
  handheld,
  home,
  LEAVE,
  OFFICER_HEADERS,
  officer,
  ROLE,
  to,
  YES_OR_NO,
} from './fields.ts';
import type { Kind } from './kind.ts';
import { partsOf } from './parts.ts';
import { code, day, name, points, secret, within } from './value.ts';

const ordered = (first: string | number | undefined, last: string | number | undefined) =>
  first === undefined || last === undefined || first < last;

/** Whether one day lies before another; what could not be read does not. */
const isBefore = (last: string | number | undefined, first: string | number | undefined) =>
  last !== undefined && first !== undefined && last < first;

/** What a file calls the code of the one thing that its rows are about. */
const NUMBERED = ['编号', '代码', 'id', 'no'];

/** Every kind of file: its columns, in the order in which they are written, and what a row of it brings. */
export const KINDS: Record<ImportKind, Kind> = {
  officers: {
    fields: [
      {
        field: 'code',
        isRequired: true,
        read: code,
        also: [...OFFICER_HEADERS, ...NUMBERED, '网格员'],
      },
      {
        field: 'name',
        isRequired: true,
        read: name,
        also: ['officername', '网格员姓名', '姓名', '人员姓名', '网格员', '人员'],
      },
      {
        field: 'category',
        read: CATEGORY,
        also: [
          'officercategory',
          'type',
          '人员类别',
          '类别',
          '类型',
          '人员类型',
          '岗位类别',
          '人员性质',
          '用工性质',
        ],
      },
      grid,
      { ...handheld, also: handheld.also!.filter((header) => header !== 'imei') },
      from,
      home,
    ],
    identity: ['code'],
    names: 'officer',
    parts: (row) =>
      partsOf({
        officers: [{ code: row.code, name: row.name, category: row.category, home: row.home }],
        officerAssignments: row.grid ? [{ officer: row.code, grid: row.grid, from: row.from }] : [],
        handheldAssignments: row.handheld
          ? [{ handheld: row.handheld, officer: row.code, from: row.from }]
          : [],
      }),
  },
  handhelds: {
    fields: [
      {
        field: 'code',
        isRequired: true,
        read: code,
        also: [
          'handheld',
          ...handheld.also!.filter((header) => header !== 'imei'),
          ...NUMBERED,
          'imei',
        ],
      },
      { field: 'datum', read: DATUM, also: ['crs', '坐标', '坐标系', '坐标系统'] },
      {
        ...officer,
        also: [
          ...OFFICER_HEADERS,
          ...['使用人编号', '持有人编号', '领用人编号', '网格员', '使用人', '持有人', '领用人'],
        ],
      },
      from,
      { field: 'secret', read: secret, also: ['password', 'key', '密码', '秘钥'] },
    ],
    identity: ['code'],
    names: 'handheld',
    parts: (row) =>
      partsOf({
        handhelds: [{ code: row.code, datum: row.datum, secret: row.secret }],
        handheldAssignments: row.officer
          ? [{ handheld: row.code, officer: row.officer, from: row.from }]
          : [],
      }),
  },
  assignments: {
    fields: [{ ...officer, isRequired: true }, grid, handheld, from, to],
    identity: ['officer', 'grid', 'handheld', 'from'],
    defects: ({ from: first, grid: area, handheld: device, to: last }) =>
      !area && !device
        ? { field: 'grid', defect: 'nothing-assigned' }
        : ordered(first, last)
          ? null
          : { field: 'to', defect: 'not-after' },
    parts: (row) => {
      const period = { from: row.from, ...(row.to === undefined ? {} : { to: row.to }) };
      return partsOf({
        officerAssignments: row.grid ? [{ officer: row.officer, grid: row.grid, ...period }] : [],
        handheldAssignments: row.handheld
          ? [{ handheld: row.handheld, officer: row.officer, ...period }]
          : [],
      });
    },
  },
  posts: {
    fields: [
      { ...officer, isRequired: true },
      {
        field: 'area',
        isRequired: true,
        read: code,
        refers: 'area',
        also: ['areacode', 'grid', 'gridcode', '区划', '所属区划', '网格编码', '网格', '单位'],
      },
      { field: 'role', isRequired: true, read: ROLE, also: ['post', '岗位', '职务', '角色'] },
      {
        field: 'firstDay',
        isRequired: true,
        read: day,
        also: ['from', 'start', '开始日期', '任职日期', '起'],
      },
      {
        field: 'lastDay',
        isEnd: true,
        read: day,
        also: ['to', 'end', '结束日期', '卸任日期', '止'],
      },
    ],
    identity: ['officer', 'area', 'role', 'firstDay'],
    defects: ({ firstDay, lastDay }) =>
      isBefore(lastDay, firstDay) ? { field: 'lastDay', defect: 'not-after' } : null,
    parts: ({ officer: who, area, role, firstDay, lastDay = null }) =>
      partsOf({ posts: [{ officer: who, area, role, firstDay, lastDay }] }),
  },
  leave: {
    fields: [
      { ...officer, isRequired: true },
      {
        field: 'firstDay',
        isRequired: true,
        read: day,
        also: ['from', 'start', '开始日期', '起始日期', '请假开始', '第一天', '开始', '起'],
      },
      {
        field: 'lastDay',
        isRequired: true,
        read: day,
        also: [
          'to',
          'end',
          '结束日期',
          '终止日期',
          '截止日期',
          '请假结束',
          '最后一天',
          '结束',
          '止',
        ],
      },
      {
        field: 'leaveKind',
        read: LEAVE,
        also: [
          ...[
            'kind',
            'type',
            '类型',
            '请假类型',
            '请假类别',
            '请假种类',
            '休假类型',
            '休假类别',
            '假别',
          ],
          '类别',
        ],
      },
      {
        field: 'substitute',
        read: code,
        refers: 'officer',
        also: ['standin', 'substitutecode', '顶岗', '顶岗人员', '顶岗人', '替班人员', '代班人员'],
      },
    ],
    identity: ['officer', 'firstDay'],
    defects: ({ firstDay, lastDay, officer: who, substitute }) =>
      isBefore(lastDay, firstDay)
        ? { field: 'lastDay', defect: 'not-after' }
        : substitute !== undefined && substitute === who
          ? { field: 'substitute', defect: 'own-substitute' }
          : null,
    parts: (row) =>
      partsOf({
        leave: [
          {
            officer: row.officer,
            firstDay: row.firstDay,
            lastDay: row.lastDay,
            kind: row.leaveKind ?? 'leave',
            substitute: row.substitute,
          },
        ],
      }),
  },
  holidays: {
    fields: [
      { field: 'day', isRequired: true, read: day, also: ['date', '日期', '时间'] },
      {
        field: 'dayKind',
        isRequired: true,
        read: DAY_KIND,
        also: ['kind', 'type', 'isoffday', '类型', '安排', '是否放假'],
      },
      { field: 'festival', read: name, also: ['name', 'holiday', '节日', '名称', '节假日'] },
    ],
    identity: ['day'],
    parts: ({ day: on, dayKind, festival = '' }) =>
      partsOf({ holidays: [{ day: on, kind: dayKind, name: festival }] }),
  },
  categories: {
    fields: [
      {
        field: 'code',
        isRequired: true,
        read: code,
        also: [
          ...['categorycode', '类别编码', '事件类别编码', '小类编码', '子类编码', '事项编码'],
          ...NUMBERED,
        ],
      },
      {
        field: 'parent',
        read: code,
        refers: 'category',
        also: [
          'parentcode',
          '上级',
          '上级编码',
          '大类',
          '大类编码',
          '所属大类',
          '上级类别编码',
          '父级编码',
        ],
      },
      {
        field: 'nameZh',
        isRequired: true,
        read: name,
        also: [
          ...[
            'name',
            'chinesename',
            '名称',
            '类别名称',
            '事件类别',
            '小类名称',
            '子类名称',
            '事项名称',
          ],
        ],
      },
      { field: 'nameEn', read: name, also: ['englishname', '英文', '英文名', '英文名称'] },
      { field: 'points', read: points, also: ['score', '分值', '积分', '得分', '分数'] },
    ],
    identity: ['code'],
    names: 'category',
    defects: ({ code: own, parent }) =>
      parent !== undefined && parent === own ? { field: 'parent', defect: 'below-itself' } : null,
    parts: (row) =>
      partsOf({
        categories: [
          {
            code: row.code,
            parent: row.parent,
            nameZh: row.nameZh,
            nameEn: row.nameEn,
            points: row.points,
          },
        ],
      }),
  },
  departments: {
    fields: [
      { field: 'code', isRequired: true, read: code, also: ['departmentcode', ...NUMBERED] },
      { field: 'name', isRequired: true, read: name, also: ['department', '名称', '部门', '单位'] },
      { field: 'departmentKind', read: DEPARTMENT_KIND, also: ['kind', 'type', '类型', '类别'] },
      {
        field: 'area',
        isRequired: true,
        read: code,
        refers: 'area',
        also: ['areacode', '区划', '区划编码', '负责区划', '管辖区划'],
      },
      {
        field: 'incidentCategory',
        read: code,
        refers: 'category',
        also: [
          ...[
            'category',
            'categorycode',
            '类别编码',
            '事件类别',
            '负责类别',
            '负责事项',
            '事项类别',
          ],
          ...['负责事项类别', '事项'],
        ],
      },
      {
        field: 'sentAtOnce',
        read: YES_OR_NO,
        also: ['atonce', 'autodispatch', '立案即派', '自动派遣', '直接派遣'],
      },
      { ...officer, also: ['specialist', '专员', '联络员', ...OFFICER_HEADERS] },
    ],
    identity: ['code', 'area', 'incidentCategory', 'officer'],
    alike: [
      { of: ['code'], fields: ['name', 'departmentKind'] },
      { of: ['code', 'area', 'incidentCategory'], fields: ['sentAtOnce'] },
    ],
    parts: (row) => partsOf({ departments: [row] }),
  },
  accounts: {
    fields: [
      {
        field: 'name',
        isRequired: true,
        read: within(1, 64),
        also: ['account', 'user', 'login', '账户名', '帐户名', '用户名', '账号', '帐号', '登录名'],
      },
      { field: 'accountRole', isRequired: true, read: ACCOUNT_ROLE, also: ['role', '权限'] },
      {
        field: 'area',
        isRequired: true,
        read: code,
        refers: 'area',
        also: ['areacode', '区划', '所属区划', '单位'],
      },
    ],
    identity: ['name'],
    parts: ({ name: account, accountRole, area }) =>
      partsOf({ accounts: [{ name: account, role: accountRole, area }] }),
  },
};
