import type { TFunction } from 'i18next';
import { type Rgba, rgba } from '../../layers/colour.ts';
import { type Palette, STANDINGS } from '../../theme/tokens.ts';
import type { ResultTable } from './tables.ts';
import { cellText } from './tables.ts';

/** How rows are coloured, and what the colours mean. */
export interface Scale {
  colourAt: (row: number) => Rgba;
  legend: { label: string; colour: Rgba }[];
  /** The column whose values the legend tells. */
  column?: string;
}

type MakeScale = (table: ResultTable, palette: Palette, t: TFunction) => Scale;

/** Shares of the positive values that lie below each class but the first: skew is the rule here. */
const CUTS = [0.5, 0.75, 0.9, 0.97];

/** Lower bounds of the classes of positive values. */
export const classBounds = (values: readonly unknown[]): number[] => {
  const sorted = values
    .filter((v): v is number => typeof v === 'number' && v > 0)
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const bounds = [0, ...CUTS].map((cut) => sorted[Math.floor(cut * (sorted.length - 1))]!);
  return [...new Set(bounds)];
};

const NOTHING: Rgba = [0, 0, 0, 0];

/** Least to most by five classes of a number; nothing and zero stay clear. */
const ramp =
  (column: string): MakeScale =>
  (table, palette, t) => {
    const values = table.columns[column] ?? [];
    const bounds = classBounds(values);
    const colours = bounds.map((_, i) => rgba(palette.heat[i]!, 0.78));
    return {
      column,
      colourAt: (row) => {
        const value = values[row];
        if (typeof value !== 'number' || value <= 0) return NOTHING;
        return colours[
          Math.max(
            0,
            bounds.findLastIndex((bound) => value >= bound),
          )
        ]!;
      },
      legend: bounds.map((bound, i) => ({
        label: t('studies.from', { value: cellText(Number(bound.toPrecision(3))) }),
        colour: colours[i]!,
      })),
    };
  };

/** Confidence of a spot, -3 to 3, by its opacity: 90, 95 and 99 %. */
const LEVELS = [90, 95, 99];
const OPACITY = [0.35, 0.55, 0.8];

const bins: MakeScale = (table, palette, t) => {
  const values = table.columns.bin as number[];
  const neither = rgba(palette.standing.none, 0.16);
  const tone = (value: number): Rgba =>
    value === 0
      ? neither
      : rgba(value > 0 ? palette.danger : palette.accent, OPACITY[Math.abs(value) - 1]);
  const levels = [3, 2, 1].map((bin) => ({ bin, level: LEVELS[bin - 1] }));
  return {
    colourAt: (row) => tone(values[row] ?? 0),
    legend: [
      ...levels.map(({ bin, level }) => ({
        label: t('studies.hotAt', { level }),
        colour: tone(bin),
      })),
      ...levels.toReversed().map(({ bin, level }) => ({
        label: t('studies.coldAt', { level }),
        colour: tone(-bin),
      })),
      { label: t('studies.neither'), colour: neither },
    ],
  };
};

const quadrants: MakeScale = (table, palette, t) => {
  const { quadrant, isCluster } = table.columns as { quadrant: string[]; isCluster: boolean[] };
  const neither = rgba(palette.standing.none, 0.16);
  const tones: Record<string, Rgba> = {
    HH: rgba(palette.danger, 0.75),
    LL: rgba(palette.accent, 0.75),
    HL: rgba(palette.standing.incomplete, 0.75),
    LH: rgba(palette.standing.unverifiable, 0.75),
  };
  return {
    colourAt: (row) => (isCluster[row] ? (tones[quadrant[row]!] ?? neither) : neither),
    legend: [
      ...Object.entries(tones).map(([label, colour]) => ({ label, colour })),
      { label: t('studies.notCluster'), colour: neither },
    ],
  };
};

/** Patterns of emerging hot spots, those that call for attention first and strongest. */
const PATTERNS = [
  'intensifying',
  'persistent',
  'consecutive',
  'new',
  'sporadic',
  'oscillating',
  'diminishing',
  'historical',
];

/** Patterns that the table holds, hot ones warm and cold ones cool, by their name. */
const patterns: MakeScale = (table, palette) => {
  const values = table.columns.category as string[];
  const strength = (pattern: string) =>
    1 - (0.8 * PATTERNS.indexOf(pattern.split(' ')[0]!)) / (PATTERNS.length - 1);
  const tone = (pattern: string): Rgba => {
    if (pattern.endsWith('hot spot')) return rgba(palette.danger, strength(pattern));
    if (pattern.endsWith('cold spot')) return rgba(palette.accent, strength(pattern));
    return rgba(palette.standing.none, 0.16);
  };
  const tones = new Map([...new Set(values)].map((pattern) => [pattern, tone(pattern)]));
  const rank = (pattern: string) =>
    pattern === 'no pattern' ? 2 : (pattern.endsWith('cold spot') ? 2 : 1) - strength(pattern);
  return {
    colourAt: (row) => tones.get(values[row]!)!,
    legend: [...tones]
      .sort(([x], [y]) => rank(x) - rank(y))
      .map(([pattern, colour]) => ({ label: pattern, colour })),
  };
};

const clusterTones = (palette: Palette): string[] => [
  ...STANDINGS.filter((s) => s !== 'none').map((s) => palette.standing[s]),
  palette.incident,
  palette.segment.border,
];

const LEGEND_CLUSTERS = 7;

const clusters: MakeScale = (table, palette, t) => {
  const values = table.columns.cluster as number[];
  const tones = clusterTones(palette);
  const tone = (cluster: number): Rgba => {
    if (cluster === 0) return rgba(palette.faint, 0.4);
    return rgba(cluster > LEGEND_CLUSTERS ? palette.muted : tones[cluster - 1]!, 0.9);
  };
  const present = [...new Set(values)].sort((a, b) => a - b);
  const named = present.filter((c) => c > 0).slice(0, LEGEND_CLUSTERS);
  return {
    colourAt: (row) => tone(values[row]!),
    legend: [
      ...named.map((cluster) => ({
        label: t('studies.cluster', { cluster }),
        colour: tone(cluster),
      })),
      ...(present.at(-1)! > LEGEND_CLUSTERS
        ? [{ label: t('studies.otherClusters'), colour: tone(LEGEND_CLUSTERS + 1) }]
        : []),
      ...(present.includes(0) ? [{ label: t('studies.noise'), colour: tone(0) }] : []),
    ],
  };
};

/** Level at which a window of a scan is told from chance by its colour. */
const ALPHA = 0.05;

/** Clusters of a scan with their p; those that chance explains as well stay grey. */
const windows: MakeScale = (table, palette, t) => {
  const all = clusters(table, palette, t);
  const { cluster, p } = table.columns as { cluster: number[]; p: (number | null)[] };
  const chance = rgba(palette.standing.none, 0.55);
  const isSure = (row: number) => (p[row] ?? 1) <= ALPHA;
  const sure = cluster.flatMap((number, row) =>
    isSure(row) && row < LEGEND_CLUSTERS
      ? [
          {
            label: `${t('studies.cluster', { cluster: number })} · p ${cellText(p[row])}`,
            colour: all.colourAt(row),
          },
        ]
      : [],
  );
  return {
    colourAt: (row) => (isSure(row) ? all.colourAt(row) : chance),
    legend: cluster.every((_, row) => isSure(row))
      ? sure
      : [...sure, { label: t('studies.byChance'), colour: chance }],
  };
};

/** What each method's main table is coloured by. */
const MAIN: Record<string, MakeScale> = {
  dbscan: clusters,
  'st-dbscan': clusters,
  hdbscan: clusters,
  kde: ramp('density'),
  'kde-ratio': ramp('relativeRisk'),
  'gi-star': bins,
  'local-moran': quadrants,
  rates: ramp('eb'),
  emerging: patterns,
  scan: windows,
  hawkes: ramp('week'),
  forecast: ramp('pooled'),
};

/** Whether the rows of a method's main table have places that are coloured. */
export const onMap = (method: string): boolean => method in MAIN;

/** The scale of a method's main table; that of its first number where the method is not known here. */
export const mainScale = (
  method: string,
  table: ResultTable,
  palette: Palette,
  t: TFunction,
): Scale => {
  const firstNumber = Object.entries(table.columns).find(([, [v]]) => typeof v === 'number');
  return (MAIN[method] ?? ramp(firstNumber?.[0] ?? ''))(table, palette, t);
};

export const clusterScale = clusters;
