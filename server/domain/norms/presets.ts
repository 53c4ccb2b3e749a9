import { Create } from 'typebox/value';
import type { GridType } from '../../contract/areas/area.ts';
import { NormRules } from '../../contract/norms/norm.ts';
import type { OfficerCategory } from '../../contract/people/people.ts';

/** A norm of a place, for a grid type and officer category or for all. */
export interface PresetNorm {
  gridType?: GridType;
  officerCategory?: OfficerCategory;
  name: { zh: string; en: string };
  /** What the place publishes or, where it publishes nothing, the defaults. */
  rules: NormRules;
}

export interface Preset {
  place: string;
  name: { zh: string; en: string };
  /** What of it is published; the rest are defaults. */
  published: { zh: string; en: string };
  norms: readonly PresetNorm[];
}

const rules = (own: Partial<NormRules>): NormRules => ({
  ...(Create(NormRules) as NormRules),
  ...own,
});

const STAGGERED = [
  { from: '06:30', to: '11:00' },
  { from: '15:00', to: '20:00' },
];

/** Norms of the five places the system must serve, from published descriptions of their deployments. */
export const PRESETS: Record<string, Preset> = {
  luqiao: {
    place: 'luqiao',
    name: { zh: '路桥', en: 'Luqiao' },
    published: {
      zh: '每日至少两次，每次至少两小时',
      en: 'At least two patrols a day of at least two hours',
    },
    norms: [
      {
        name: { zh: '每日两巡、每巡两小时', en: 'Two patrols of two hours' },
        rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
      },
    ],
  },
  shawan: {
    place: 'shawan',
    name: { zh: '沙湾', en: 'Shawan' },
    published: { zh: '每日两次错时巡查', en: 'Two patrols a day at staggered hours' },
    norms: [
      {
        name: { zh: '每日两次错时巡查', en: 'Two staggered patrols' },
        rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 60, windows: STAGGERED }),
      },
    ],
  },
  rencheng: {
    place: 'rencheng',
    name: { zh: '任城', en: 'Rencheng' },
    published: {
      zh: '梳篦式巡查：周期内网格每处都走到；季度考评',
      en: 'Comb-like: every part of the grid within the period; reviewed by quarter',
    },
    norms: [
      {
        name: { zh: '梳篦式巡查', en: 'Comb-like patrols' },
        rules: rules({
          patrolsPerDay: 2,
          minutesPerPatrol: 60,
          coveragePerPatrol: 0.2,
          periodDays: 7,
          coveragePerPeriod: 0.98,
        }),
      },
    ],
  },
  xindu: {
    place: 'xindu',
    name: { zh: '新都', en: 'Xindu' },
    published: {
      zh: '两类网格员，考核内容与分值不同，按月计分',
      en: 'Two categories of officers with different content and points, scored monthly',
    },
    norms: [
      {
        officerCategory: 'full-time',
        name: { zh: '专职网格员', en: 'Full-time officers' },
        rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
      },
      {
        officerCategory: 'specialist',
        name: { zh: '中心专员', en: 'Specialists at the centres' },
        rules: rules({
          patrolsPerDay: 1,
          minutesPerPatrol: 60,
          coveragePerPatrol: 0.2,
          dutyDays: [1, 2, 3, 4, 5],
        }),
      },
    ],
  },
  kaifeng: {
    place: 'kaifeng',
    name: { zh: '开封', en: 'Kaifeng' },
    published: {
      zh: '专职与兼职网格员；事项按类计分，自动评分',
      en: 'Full- and part-time officers; points per category of matter, scored automatically',
    },
    norms: [
      {
        officerCategory: 'full-time',
        name: { zh: '专职网格员', en: 'Full-time officers' },
        rules: rules({ patrolsPerDay: 2, minutesPerPatrol: 120 }),
      },
      {
        officerCategory: 'part-time',
        name: { zh: '兼职网格员', en: 'Part-time officers' },
        rules: rules({ patrolsPerDay: 1, minutesPerPatrol: 60, coveragePerPatrol: 0.3 }),
      },
    ],
  },
};
