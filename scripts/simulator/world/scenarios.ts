import type { GridType } from '../../../server/contract/areas/area.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OfficerCategory } from '../../../server/contract/people/people.ts';

export const SCENARIO_NAMES = ['luqiao', 'shawan', 'rencheng', 'xindu', 'kaifeng'] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

/** The size and shape of a real deployment, at its real place; everything inside is synthetic. */
export interface Scenario {
  name: ScenarioName;
  centre: LngLat;
  /** Administrative code of the root area. */
  rootCode: string;
  rootName: string;
  /** Levels above the villages, top first, with how many areas each has in all. */
  upper: readonly {
    level: 'city' | 'district' | 'town';
    count: number;
    suffixes: readonly string[];
  }[];
  villages: number;
  grids: number;
  /** Share of villages of each type. */
  gridTypes: readonly (readonly [GridType, number])[];
  /** Grids of these types have officers without handhelds. */
  untracked?: readonly GridType[];
  /** Everybody by category. One officer a grid is taken from the front of the list; the others patrol nowhere. */
  people: readonly { category: OfficerCategory; count: number }[];
  /** Hours, local, in which an officer starts each of the day's patrols. */
  windows: readonly { from: string; to: string }[];
  incidentsPerYear: number;
  /** Share of handhelds by datum. */
  datums: readonly (readonly ['wgs84' | 'gcj02' | 'bd09', number])[];
}

const DATUMS = [
  ['wgs84', 0.88],
  ['gcj02', 0.08],
  ['bd09', 0.04],
] as const;

const TOWN = ['街道', '镇', '镇', '乡'] as const;

/** Counts from published descriptions of the five deployments; incident counts without a source follow luqiao's per grid. */
export const SCENARIOS: Record<ScenarioName, Scenario> = {
  luqiao: {
    name: 'luqiao',
    centre: { lng: 121.37, lat: 28.58 },
    rootCode: '331004',
    rootName: '路桥区',
    upper: [
      { level: 'district', count: 1, suffixes: [] },
      { level: 'town', count: 10, suffixes: TOWN },
    ],
    villages: 205,
    grids: 624,
    gridTypes: [
      ['urban', 0.4],
      ['urban-village', 0.25],
      ['rural', 0.35],
    ],
    people: [
      { category: 'full-time', count: 624 },
      { category: 'part-time', count: 312 },
    ],
    windows: [
      { from: '07:30', to: '10:00' },
      { from: '14:00', to: '17:30' },
    ],
    incidentsPerYear: 1_267_000,
    datums: DATUMS,
  },
  shawan: {
    name: 'shawan',
    centre: { lng: 103.55, lat: 29.42 },
    rootCode: '511111',
    rootName: '沙湾区',
    upper: [
      { level: 'district', count: 1, suffixes: [] },
      { level: 'town', count: 14, suffixes: ['镇', '镇', '乡', '乡'] },
    ],
    villages: 148,
    grids: 204,
    gridTypes: [
      ['urban', 0.2],
      ['urban-village', 0.1],
      ['rural', 0.7],
    ],
    untracked: ['rural'],
    people: [
      { category: 'full-time', count: 204 },
      { category: 'volunteer', count: 2200 },
    ],
    windows: [
      { from: '06:30', to: '11:00' },
      { from: '15:00', to: '20:00' },
    ],
    incidentsPerYear: 60_000,
    datums: DATUMS,
  },
  rencheng: {
    name: 'rencheng',
    centre: { lng: 116.6, lat: 35.4 },
    rootCode: '370811',
    rootName: '任城区',
    upper: [
      { level: 'district', count: 1, suffixes: [] },
      { level: 'town', count: 15, suffixes: TOWN },
    ],
    villages: 374,
    grids: 1541,
    gridTypes: [
      ['urban', 0.5],
      ['urban-village', 0.15],
      ['rural', 0.35],
    ],
    people: [
      { category: 'full-time', count: 1541 },
      { category: 'specialist', count: 3579 },
    ],
    windows: [
      { from: '08:00', to: '10:00' },
      { from: '14:30', to: '17:00' },
    ],
    incidentsPerYear: 700_000,
    datums: DATUMS,
  },
  xindu: {
    name: 'xindu',
    centre: { lng: 104.16, lat: 30.82 },
    rootCode: '510114',
    rootName: '新都区',
    upper: [
      { level: 'district', count: 1, suffixes: [] },
      { level: 'town', count: 11, suffixes: ['街道', '街道', '镇', '镇', '工业园区'] },
    ],
    villages: 183,
    grids: 706,
    gridTypes: [
      ['urban', 0.45],
      ['urban-village', 0.15],
      ['rural', 0.25],
      ['park', 0.15],
    ],
    people: [
      { category: 'full-time', count: 706 },
      { category: 'specialist', count: 101 },
    ],
    windows: [
      { from: '08:30', to: '10:00' },
      { from: '14:00', to: '16:30' },
    ],
    incidentsPerYear: 400_000,
    datums: DATUMS,
  },
  kaifeng: {
    name: 'kaifeng',
    centre: { lng: 114.31, lat: 34.8 },
    rootCode: '410200',
    rootName: '开封市',
    upper: [
      { level: 'city', count: 1, suffixes: [] },
      { level: 'district', count: 10, suffixes: ['区', '县'] },
      { level: 'town', count: 118, suffixes: TOWN },
    ],
    villages: 1404,
    grids: 5811,
    gridTypes: [
      ['urban', 0.35],
      ['urban-village', 0.15],
      ['rural', 0.5],
    ],
    people: [
      { category: 'full-time', count: 1821 },
      { category: 'part-time', count: 9179 },
    ],
    windows: [
      { from: '07:30', to: '10:00' },
      { from: '14:30', to: '17:30' },
    ],
    incidentsPerYear: 2_500_000,
    datums: DATUMS,
  },
};
