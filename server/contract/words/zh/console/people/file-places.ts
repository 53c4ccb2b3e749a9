/** Where in a file something stands. */
export const filePlaces = {
  line: '第 {{value}} 行',
  'from-line': '第 {{value}} 行或其后',
  point: '第 {{value}} 个轨迹点',
  feature: '第 {{value}} 个要素',
  record: '第 {{value}} 条记录',
  field: '第 {{value}} 个字段的名称',
  term: '评分项 {{value}}',
  section: '{{value}} 一节',
  named: '{{value}}',
};
