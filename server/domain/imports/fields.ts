import type { Field } from './kind.ts';
import { choice, code, moment } from './value.ts';

export const CATEGORY = choice({
  'full-time': ['专职', '专职网格员', '全职'],
  'part-time': ['兼职', '兼职网格员'],
  specialist: ['专员', '专业', '专业网格员', '专项'],
  volunteer: ['志愿者', '志愿', '义务'],
});
export const DATUM = choice({
  wgs84: [
    ...['WGS-84', 'WGS84', 'CGCS2000', '4490', '4326', 'GPS', '国家2000', '2000国家大地坐标系'],
    ...['2000坐标系', '天地图', '北斗'],
  ],
  gcj02: [
    ...[
      'GCJ-02',
      '火星坐标',
      '火星坐标系',
      '国测局',
      '国测局坐标',
      '高德',
      '高德坐标',
      '高德坐标系',
    ],
    ...['高德地图', '腾讯', '腾讯坐标', '腾讯坐标系', '腾讯地图'],
  ],
  bd09: ['BD-09', '百度', '百度坐标', '百度坐标系', '百度地图'],
});
export const ROLE = choice({
  leader: ['网格长', 'Grid leader'],
  instructor: ['网格指导员', '指导员', 'Grid instructor'],
  police: ['网格警员', '网格警察', '警员', '民警', 'Grid police'],
  staff: ['中心、站所人员', '中心人员', '站所人员', '工作人员', 'Centre or station staff'],
});
export const DAY_KIND = choice({
  holiday: ['放假', '休', '节假日', '法定节假日', '假日', '休息', 'true', '是'],
  'working-day': ['上班', '班', '调休上班', '补班', '工作日', 'Worked instead', 'false', '否'],
});
export const LEAVE = choice({
  leave: [
    ...[
      '请假',
      '事假',
      '年假',
      '年休',
      '年休假',
      '休假',
      '公休',
      '公休假',
      '婚假',
      '产假',
      '陪产假',
      '护理假',
    ],
    ...['育儿假', '丧假', '探亲假', '调休'],
  ],
  sick: ['病假'],
  training: ['培训', '学习'],
  other: ['其他', '其它'],
});

export const from: Field = {
  field: 'from',
  read: moment,
  also: [
    ...['since', 'validfrom', 'startdate', 'starttime', 'effectivedate'],
    ...['上岗日期', '上岗时间', '到岗日期', '到岗时间'],
    '生效时间',
    '生效日期',
    '起始时间',
    '起始日期',
    ...['开始时间', '开始日期', '启用时间', '启用日期', '开始', '自'],
  ],
};
export const to: Field = {
  field: 'to',
  isEnd: true,
  read: moment,
  also: [
    ...['until', 'validto', 'enddate', 'endtime', 'expirydate', '离岗日期', '离岗时间'],
    '失效时间',
    '失效日期',
    '终止时间',
    '终止日期',
    '截止时间',
    '截止日期',
    ...['结束时间', '结束日期', '停用时间', '停用日期', '到期时间', '到期日期', '结束', '至'],
  ],
};
export const grid: Field = {
  field: 'grid',
  read: code,
  refers: 'grid',
  also: ['gridcode', 'gridid', '网格', '所属网格', '所属网格编码', '网格编号', '负责网格'],
};
/** Its areas may be told by name. The village and town that rosters have of everybody (所属社区, 所属镇街) are called otherwise than areas too often to be taken unasked. */
export const home: Field = {
  field: 'home',
  read: code,
  also: [
    ...['home', 'homearea', '归属区划', '所属区划', '所属区域', '归属区域', '归属地', '所属辖区'],
    '管理区划',
  ],
};
export const handheld: Field = {
  field: 'handheld',
  read: code,
  refers: 'handheld',
  also: [
    'handheldcode',
    'device',
    'terminal',
    ...[
      '终端编号',
      '终端编码',
      '终端号',
      '设备编号',
      '设备编码',
      '设备号',
      '手持终端',
      '终端',
      '设备',
    ],
    'imei',
  ],
};
export const OFFICER_HEADERS = [
  'officercode',
  'officerid',
  'staffid',
  ...['网格员编号', '工号', '人员编号', '员工编号'],
];
/** What may be a person's name too: taken for the code where nothing else is. */
export const PERHAPS_OFFICER = ['网格员', '编号'];
export const officer: Field = {
  field: 'officer',
  read: code,
  refers: 'officer',
  also: [...OFFICER_HEADERS, ...PERHAPS_OFFICER],
};

export const DEPARTMENT_KIND = choice({
  department: ['职能部门', '部门', '委办局'],
  service: ['公共服务单位', '服务单位', '公共服务', '企业'],
});
export const YES_OR_NO = choice({
  yes: ['是', 'y', 'true', '1', '√', '✓'],
  no: ['否', 'n', 'false', '0', '×', '✗'],
});
export const ACCOUNT_ROLE = choice({
  supervisor: ['督导员', '督导'],
  analyst: ['研判员', '研判', '分析员'],
  administrator: ['管理员', '系统管理员'],
});
