import type { ScenarioName } from './scenarios.ts';

/** A class of matters, or with a parent a matter within one. */
export interface SimCategory {
  code: string;
  parentCode: string | null;
  nameZh: string;
  nameEn: string;
  points: number;
}

/** What kind of thing happens: how often in relation to the others, when, and how surely its time is known. */
export interface Field {
  key: string;
  nameZh: string;
  nameEn: string;
  points: number;
  weight: number;
  hours: keyof typeof HOURS;
  /** Mean length of the interval within which it happened, hours; 0: the moment is known. */
  unsureH: number;
}

const bell = (peak: number, width: number) => (hour: number) => {
  const off = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
  return Math.exp(-0.5 * (off / width) ** 2);
};

/** Weight of an hour of the day, 0 to 23, and of Saturdays and Sundays. */
export const HOURS = {
  day: { weekend: 0.7, at: (h: number) => 0.05 + bell(10, 2.2)(h) + 0.8 * bell(15.5, 2.2)(h) },
  rush: { weekend: 0.6, at: (h: number) => 0.1 + bell(8, 1.2)(h) + bell(17.8, 1.5)(h) },
  evening: { weekend: 1.3, at: (h: number) => 0.1 + bell(20, 2.5)(h) },
  night: { weekend: 1.15, at: (h: number) => 0.1 + bell(1.5, 3)(h) },
} as const;

export const FIELDS: readonly Field[] = [
  field('fire', '消防安全', 'Fire safety', 3, 14, 'day', 0),
  field('work', '安全生产', 'Safety at work', 3, 10, 'day', 0),
  field('traffic', '道路交通', 'Road traffic', 2, 11, 'rush', 0),
  field('street', '市容环境', 'Street and refuse', 1, 16, 'day', 0),
  field('dispute', '矛盾纠纷', 'Disputes', 3, 7, 'evening', 0),
  field('order', '社会治安', 'Public order and theft', 4, 6, 'night', 7),
  field('flood', '防汛地灾', 'Flood and landslide', 4, 3, 'day', 3),
  field('food', '食品药品', 'Food and medicine', 2, 5, 'day', 0),
  field('building', '违法建设', 'Illegal building', 2, 5, 'day', 36),
  field('pollution', '生态环保', 'Pollution', 2, 7, 'evening', 4),
  field('facility', '公共设施', 'Public facilities', 1, 10, 'day', 12),
  field('people', '流动人口', 'New residents', 1, 6, 'evening', 0),
  field('welfare', '民生服务', 'Welfare', 1, 6, 'day', 0),
  field('school', '校园周边', 'Around schools', 2, 3, 'rush', 0),
];

function field(
  key: string,
  nameZh: string,
  nameEn: string,
  points: number,
  weight: number,
  hours: keyof typeof HOURS,
  unsureH: number,
): Field {
  return { key, nameZh, nameEn, points, weight, hours, unsureH };
}

const FACETS = [
  ['隐患', 'hazard'],
  ['违规', 'violation'],
  ['投诉', 'complaint'],
  ['突发', 'emergency'],
] as const;

/** How many fields, facets of each (none: the field is the class itself) and items in all a place tells apart. */
const DEPTH: Record<ScenarioName, { fields: number; facets: number; items: number }> = {
  luqiao: { fields: 12, facets: 0, items: 0 },
  shawan: { fields: 12, facets: 0, items: 0 },
  rencheng: { fields: 10, facets: 0, items: 0 },
  xindu: { fields: 14, facets: 0, items: 0 },
  kaifeng: { fields: 14, facets: 4, items: 314 },
};

/** The categories of a scenario, parents first: about a dozen classes, or kaifeng's 56 classes with 314 items. */
export function categoriesOf(scenario: ScenarioName): SimCategory[] {
  const { fields, facets, items } = DEPTH[scenario];
  const classes = FIELDS.slice(0, fields).flatMap(({ key, nameZh, nameEn, points }) =>
    facets === 0
      ? [{ code: key, parentCode: null, nameZh, nameEn, points }]
      : FACETS.slice(0, facets).map(([zh, en]) => ({
          code: `${key}-${en}`,
          parentCode: null,
          nameZh: nameZh + zh,
          nameEn: `${nameEn}: ${en}`,
          points,
        })),
  );
  const children = Array.from({ length: items }, (_, k): SimCategory => {
    const parent = classes[k % classes.length]!;
    const number = Math.floor(k / classes.length) + 1;
    return {
      code: `${parent.code}-${number}`,
      parentCode: parent.code,
      nameZh: `${parent.nameZh}第${number}项`,
      nameEn: `${parent.nameEn}, item ${number}`,
      // Items of a class are worth its points and up to two more, the rarer the more.
      points: parent.points + Math.floor(number / 3),
    };
  });
  return [...classes, ...children];
}

/** The categories incidents are filed under (items where there are any), by field. */
export function filedUnder(categories: readonly SimCategory[], { key }: Field): SimCategory[] {
  const own = categories.filter(({ code }) => code === key || code.startsWith(`${key}-`));
  const items = own.filter(({ parentCode }) => parentCode !== null);
  return items.length > 0 ? items : own;
}
