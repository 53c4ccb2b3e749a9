import type { SegmentKind } from '../../server/contract/patrols/verdict.ts';
import type { WarningLevel } from '../../server/contract/warnings/warning.ts';

/** What a grid, a patrol or a tag is coloured by: the four outcomes and the two states before one. */
export const STANDINGS = [
  'completed',
  'incomplete',
  'suspicious',
  'unverifiable',
  'walking',
  'none',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** One theme's colours, CSS hex. Every figure the map, the tags and the charts share is here once. */
export interface Palette {
  canvas: string;
  panel: string;
  raised: string;
  line: string;
  lineStrong: string;
  text: string;
  muted: string;
  faint: string;
  accent: string;
  accentText: string;
  /** Behind white text. */
  accentFill: string;
  danger: string;
  incident: string;
  /** Fills on map and charts. */
  standing: Record<Standing, string>;
  /** The same, for text: at least 4.5:1 on `panel`. */
  standingText: Record<Standing, string>;
  segment: Record<SegmentKind, string>;
  map: {
    void: string;
    land: string;
    landAlt: string;
    district: string;
    town: string;
    village: string;
    grid: string;
    label: string;
    halo: string;
    /** Of the ground below the areas, where there is a base map. */
    fields: string;
    green: string;
    water: string;
    waterLabel: string;
    building: string;
    road: string;
    roadMain: string;
    roadCasing: string;
    roadLabel: string;
    /** Of images of a tile service, 0 to 1. */
    tilesBrightness: number;
  };
  /** Presence, least to most. */
  heat: readonly string[];
  /** Incidents, fewest to most. */
  incidentHeat: readonly string[];
  /** Hours since ground was seen, fewest to most. */
  stale: readonly string[];
  /** Levels of warnings: fills on map and charts. */
  warning: Record<WarningLevel, string>;
  /** The same, for text: at least 4.5:1 on `panel`. */
  warningText: Record<WarningLevel, string>;
}

/**
 * After the palette of Okabe and Ito (Color Universal Design, 2008): green, orange, vermilion and purple
 * stay apart under the three common colour-vision deficiencies; each also has its own shape (glyph.tsx).
 */
const light: Palette = {
  canvas: '#eef1f5',
  panel: '#ffffff',
  raised: '#f6f8fa',
  line: '#dfe4ea',
  lineStrong: '#c3cbd6',
  text: '#131a24',
  muted: '#4d5a6b',
  faint: '#5e6b7d',
  accent: '#1d5fd6',
  accentText: '#1a56c4',
  accentFill: '#1d5fd6',
  danger: '#c8301a',
  incident: '#b0368f',
  standing: {
    completed: '#0f9a78',
    incomplete: '#e39a0b',
    suspicious: '#d63d1f',
    unverifiable: '#8b78c9',
    walking: '#3b82f6',
    none: '#a7b1bf',
  },
  standingText: {
    completed: '#0a6e55',
    incomplete: '#8a5a00',
    suspicious: '#b32d13',
    unverifiable: '#6350a8',
    walking: '#1a56c4',
    none: '#566274',
  },
  segment: {
    counted: '#0f9a78',
    border: '#4fb8d8',
    idle: '#e39a0b',
    vehicle: '#d63d1f',
    outside: '#8b78c9',
    gap: '#8a94a3',
  },
  map: {
    void: '#e2e7ed',
    land: '#f7f8f6',
    landAlt: '#f1f3ef',
    district: '#6f7f94',
    town: '#8796aa',
    village: '#a9b5c4',
    grid: '#cbd3dd',
    label: '#3d4a5c',
    halo: '#ffffff',
    fields: '#f2f3e6',
    green: '#e3eddc',
    water: '#cfe0ee',
    waterLabel: '#5f87a8',
    building: '#e9eaea',
    road: '#ffffff',
    roadMain: '#fffdf4',
    roadCasing: '#dde2e6',
    roadLabel: '#7c8795',
    tilesBrightness: 1,
  },
  heat: ['#c7dcf7', '#8fbaf0', '#5592e3', '#2f6bcb', '#183f8f'],
  incidentHeat: ['#f6d3e9', '#e8a0d0', '#d267b3', '#a92f86', '#6c0f56'],
  stale: ['#efe3bd', '#dcbd72', '#bf8f3a', '#8f5f17', '#573506'],
  warning: { blue: '#2f73dd', yellow: '#d9b50b', orange: '#e8780c', red: '#cf2a1b' },
  warningText: { blue: '#1a56c4', yellow: '#6f5900', orange: '#984600', red: '#b0251a' },
};

const dark: Palette = {
  canvas: '#0a0e14',
  panel: '#111823',
  raised: '#18212e',
  line: '#222d3c',
  lineStrong: '#36455a',
  text: '#e6ecf4',
  muted: '#a3b1c2',
  faint: '#8493a7',
  accent: '#3f83f8',
  accentText: '#7eb0ff',
  accentFill: '#1d5fd6',
  danger: '#ff6f59',
  incident: '#e07bc6',
  standing: {
    completed: '#1fb58f',
    incomplete: '#f2ad2e',
    suspicious: '#f4593b',
    unverifiable: '#a493e6',
    walking: '#4d94ff',
    none: '#4f5d70',
  },
  standingText: {
    completed: '#4fd3b0',
    incomplete: '#f7c15e',
    suspicious: '#ff8d75',
    unverifiable: '#bdb0f0',
    walking: '#7eb0ff',
    none: '#a3b1c2',
  },
  segment: {
    counted: '#1fb58f',
    border: '#6ccdea',
    idle: '#f2ad2e',
    vehicle: '#f4593b',
    outside: '#a493e6',
    gap: '#7d8a9c',
  },
  map: {
    void: '#070a0f',
    land: '#10161f',
    landAlt: '#131a25',
    district: '#5b6d86',
    town: '#475871',
    village: '#34435a',
    grid: '#243144',
    label: '#a9b8cb',
    halo: '#0a0e14',
    fields: '#11180f',
    green: '#12201b',
    water: '#0d2136',
    waterLabel: '#4f7596',
    building: '#161e2a',
    road: '#212c3b',
    roadMain: '#2a3748',
    roadCasing: '#0c1118',
    roadLabel: '#66758a',
    tilesBrightness: 0.45,
  },
  heat: ['#12325e', '#15528f', '#1f7fc0', '#4fb3e0', '#c5efff'],
  incidentHeat: ['#4a1a40', '#7d2a6b', '#b8489c', '#e583c9', '#ffd9f3'],
  stale: ['#38301d', '#665024', '#9a752e', '#cfa650', '#ffe2a1'],
  warning: { blue: '#4d94ff', yellow: '#f0d23c', orange: '#ff9440', red: '#ff5544' },
  warningText: { blue: '#7eb0ff', yellow: '#f3dc6a', orange: '#ffb074', red: '#ff8b7f' },
};

export const PALETTES = { light, dark };
export type Shade = keyof typeof PALETTES;

/** Families of the machine at hand; none is fetched. The Chinese ones of each system follow the Latin ones. */
export const FAMILIES = [
  'Inter',
  'Segoe UI',
  'Roboto',
  'Helvetica Neue',
  'PingFang SC',
  'Hiragino Sans GB',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'WenQuanYi Micro Hei',
  'sans-serif',
];

/** Type, px. Figures are set in tabular numerals so that columns stand still while they change. */
export const TYPE = {
  family: FAMILIES.map((name) => (name.includes(' ') ? `"${name}"` : name)).join(', '),
  mono: '"SF Mono", "JetBrains Mono", Consolas, "Liberation Mono", Menlo, monospace',
  body: 13,
};

/** Corner radius, px. */
export const RADIUS = { control: 6, card: 10 };
