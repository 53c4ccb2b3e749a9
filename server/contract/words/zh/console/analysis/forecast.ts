/** Words of how the forecast of incidents did. */
export const forecast = {
  title: '风险预报',
  methods: {
    'decayed-kernel-rate/1': '衰减核密度',
    'all-time-counts/1': '历史累计次数',
    '90-day-counts/1': '近 90 天次数',
    'kernel-density/1': '核密度',
  },
  /** Who serves in its place. */
  serves: {
    'decayed-kernel-rate/1': '“衰减核密度”代替',
    'all-time-counts/1': '“历史累计次数”代替',
    '90-day-counts/1': '“近 90 天次数”代替',
    'kernel-density/1': '“核密度”代替',
  },
  column: {
    method: '方法',
    hits: '前 5% 面积命中率',
    pai: 'PAI',
    logScore: '对数得分',
    lead: '在用方法领先',
  },
  why: '每天的预报在当天开始前存档，两天后与实际事件对照，同三种简单方法比较（最近八周，区间按周计算）。一旦确定不如其中一种，就由那一种代替，直到确定更好为止。',
  none: '尚无存档的预报。每天的预报在当天开始前存档，两天后与实际对照；对照结果和停用情况会显示在这里。',
  gathering:
    '预报正在积累对照：已有 {{days}} 天、{{incidents}} 起事件；满 {{weeks}} 周、{{needed}} 起后给出结论',
  holds: '预报：{{method}}在用，近 {{days}} 天未被任何简单方法确定超过',
  behind: '预报：{{method}}在用，目前落后于一种简单方法，本周结束时定夺',
  down: '预报：{{method}}已停用，自 {{since}} 起由{{serves}}',
};
