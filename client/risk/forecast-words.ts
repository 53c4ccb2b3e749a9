import type { ForecastScores } from '../../server/contract/risk/forecast.ts';
import type { Language } from '../i18n/index.ts';

type Told = Pick<
  ForecastScores,
  'days' | 'decidesAfter' | 'incidents' | 'methods' | 'serving' | 'standsDown'
>;

interface Words {
  title: string;
  methods: Record<string, string>;
  columns: string[];
  why: string;
  none: string;
  gathering: (told: Told) => string;
  holds: (name: string, told: Told) => string;
  behind: (name: string) => string;
  down: (lost: string, serving: string, since: string) => string;
}

/** Names of methods and what is said of how they did. */
export const FORECAST_WORDS: Record<Language, Words> = {
  zh: {
    title: '风险预报',
    methods: {
      'decayed-kernel-rate/1': '衰减核密度',
      'all-time-counts/1': '历史累计次数',
      '90-day-counts/1': '近 90 天次数',
      'kernel-density/1': '核密度',
    },
    columns: ['方法', '前 5% 面积命中率', 'PAI', '对数得分', '在用方法领先'],
    why: '每天的预报在当天开始前存档，两天后与实际事件对照，同三种简单方法比较（最近八周，区间按周计算）。一旦确定不如其中一种，就由那一种代替，直到确定更好为止。',
    none: '尚无存档的预报。每天的预报在当天开始前存档，两天后与实际对照；对照结果和停用情况会显示在这里。',
    gathering: ({ days, decidesAfter, incidents }) =>
      `预报正在积累对照：已有 ${days} 天、${incidents} 起事件；满 ${decidesAfter.weeks} 周、${decidesAfter.incidents} 起后给出结论`,
    holds: (name, { days }) => `预报：${name}在用，近 ${days} 天未被任何简单方法确定超过`,
    behind: (name) => `预报：${name}在用，目前落后于一种简单方法，本周结束时定夺`,
    down: (lost, serving, since) => `预报：${lost}已停用，自 ${since} 起由“${serving}”代替`,
  },
  en: {
    title: 'Forecast of incidents',
    methods: {
      'decayed-kernel-rate/1': 'decayed kernel',
      'all-time-counts/1': 'all-time counts',
      '90-day-counts/1': '90-day counts',
      'kernel-density/1': 'kernel density',
    },
    columns: ['Method', 'Hits in 5% of the area', 'PAI', 'Log score', 'Lead of the main method'],
    why: 'Each forecast is stored before its day begins, and two days after it is held against what happened, beside three simple methods (the last eight weeks, intervals over weeks). Once it is surely worse than one of them, that one serves until it is surely better.',
    none: 'None has been stored yet. Each is stored before its day begins and held against what happened two days after it; how it did, and whether it stands down, will be said here.',
    gathering: ({ days, decidesAfter, incidents }) =>
      `Forecast: still gathering, ${days} days and ${incidents} incidents so far; it is judged from ${decidesAfter.weeks} weeks and ${decidesAfter.incidents} incidents on`,
    holds: (name, { days }) =>
      `Forecast: ${name} serves; over ${days} days no simple method was surely better`,
    behind: (name) =>
      `Forecast: ${name} serves, but is behind a simple method; the end of the week decides`,
    down: (lost, serving, since) =>
      `Forecast: ${lost} stands down; ${serving} serve${serving.endsWith('s') ? '' : 's'} since ${since}`,
  },
};

/** One line of how the forecast stands. */
export function forecastLine(told: Told & { method: string }, language: Language): string {
  const words = FORECAST_WORDS[language];
  const name = (method: string) => words.methods[method] ?? method;
  if (told.standsDown)
    return words.down(name(told.standsDown.method), name(told.serving), told.standsDown.since);
  if (told.methods.some(({ against }) => against && against.high < 0))
    return words.behind(name(told.method));
  return told.methods.some(({ against }) => against)
    ? words.holds(name(told.method), told)
    : words.gathering(told);
}
