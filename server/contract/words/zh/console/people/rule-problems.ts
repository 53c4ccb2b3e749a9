/** Why rules that an administrator publishes are not taken: norms, thresholds of warnings. */
export const ruleProblems = {
  'no-area': '没有编码为 {{area}} 的区划',
  'from-is-past': '{{from}} 已过去；须从将来的时刻起生效，已过去的按当时的规则',
  'version-starts': '现有版本始于 {{starts}}，新版本须晚于此',
  'version-starts-same': '内容相同的现有版本始于 {{starts}}，不能提前',
  'not-to-withdraw': '第 {{version}} 版不是最新一版，或已生效；请发布新版本',
  'norm-twice': '同一区划、网格类型和人员类别有两条标准',
  'judged-since': '自 {{from}} 起，其适用的巡查或日期已按当时的标准核验；请从将来的时刻起生效',
  'day-too-short': '一天的在岗时段容不下所要求的次数、时长与间隔',
  'never-on-duty': '要求巡查，却没有在岗日',
  'dwell-exceeds-patrol': '重点部位的停留时间合计超过每次巡查的时长',
  'same-checkpoint-twice': '有两个重点部位编号相同',
  'windows-off-duty': '所有巡查时段都在在岗时段之外',
  'silent-alert-within-gap': '失联提醒早于允许的定位间断',
  'idle-alert-within-allowance': '停留提醒早于允许的停留时间',
  'too-many-to-try':
    '这些日子有 {{count}} 次巡查，一次最多试算 {{most}} 次；请缩短日期或选择下级区划',
  'days-to-try': '起始日须早于结束日，最多 {{most}} 天',
  'not-watched': '预警以区县为单位监测：{{area}} 之内没有单独监测的区划；请选择区县或其上级',
  'levels-in-order': '每个等级须有一行，依次为 {{levels}}',
  'milder-above': '{{level}} 的 {{figure}} 为 {{value}}，低于较轻的 {{milder}}（{{least}}）',
};
