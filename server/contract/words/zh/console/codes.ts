/** Types of grids and categories of officers. */
export const gridType = {
  urban: '城市社区',
  'urban-village': '城中村',
  rural: '农村',
  park: '园区',
};

export const officerCategory = {
  'full-time': '专职',
  'part-time': '兼职',
  specialist: '专业',
  volunteer: '志愿',
};

export const postRole = {
  leader: '网格长',
  instructor: '网格指导员',
  police: '网格警员',
  staff: '中心、站所人员',
};

/** What can belong to an area. */
export const thing = {
  account: '账户',
  alert: '告警',
  area: '区划',
  case: '案件',
  department: '部门',
  grid: '网格',
  handheld: '终端',
  incident: '事件',
  key: '接口密钥',
  nomination: '提名',
  officer: '网格员',
  patrol: '巡查',
  report: '报表',
  study: '分析',
  warning: '预警',
  webhook: '推送',
};

/** Between the words of a list. */
export const between = '、';
export const betweenProblems = '；';
export const afterPlace = '：';
