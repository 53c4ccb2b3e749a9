/** The record of an officer. */
export const record = {
  title: '履职档案',
  years: '年份',
  figures: '季度与年度数据',
  noFigures: '这些年份没有日数据。',
  ratings: '考评',
  noRatings: '这些周期没有考评方案。',
  rank: '名次',
  stars: '{{count}} 星',
  held: '曾负责的网格',
  posts: '岗位',
  leave: '请假',
  source:
    '全部数据取自第 {{edition}} 版（{{at}} UTC），口径 {{definitions}}；点击周期可查看数据来源。',
};
