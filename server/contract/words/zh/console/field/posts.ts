/** 网格长、指导员、警员与中心人员的岗位。 */
export const posts = {
  title: '岗位',
  about:
    '谁是哪个网格、村社、镇街的网格长、指导员或警员，谁是中心、站所人员，从哪天到哪天。考核按当日的岗位计分；此前版次的成绩不变。',
  help: '如何设置',
  new: '新增岗位',
  empty: '还没有岗位',
  emptyHint: '新增一个，或用上方的表格批量导入。',
  find: '姓名、编码、岗位或区划',
  list: '岗位记录',
  officer: '人员',
  role: '岗位',
  firstDay: '自',
  lastDay: '至',
  lastDayHint: '含当日；不填：长期有效。',
  endAsk: '{{name}} 的{{role}}（{{area}}）到今天为止？',
  takeOff: '撤回',
  takeOffAsk: '撤回 {{name}} 的{{role}}（{{area}}）？视为从未担任。',
  twice: '此人这段时间已在该区划担任此岗位（{{days}}），请更改那一条。',
  inPlace: '接替 {{names}}：其任期到前一日为止',
};
