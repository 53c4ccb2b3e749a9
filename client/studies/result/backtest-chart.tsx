import { useMemo } from 'react';
import Chart from '../../chart/chart.tsx';
import { chartStyle, tooltipOf } from '../../chart/style.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useShade } from '../../theme/preferences.ts';
import { PALETTES, type Palette } from '../../theme/tokens.ts';
import { valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import styles from './result.module.css';
import { cellText, type ResultTable } from './tables.ts';

const tonesOf = ({ accent, standing, incident }: Palette): string[] => [
  accent,
  standing.incomplete,
  standing.unverifiable,
  standing.completed,
  incident,
];

/** Points [share of the area in percent, PAI] of each forecaster, in the order of the table. */
export const paiLines = ({ columns }: ResultTable): [name: string, points: number[][]][] => {
  const { forecaster, areaShare, pai } = columns as {
    forecaster: string[];
    areaShare: number[];
    pai: number[];
  };
  const rows = forecaster.map((name, i) => ({ name, at: [areaShare[i]! * 100, pai[i]!] }));
  return [...new Set(forecaster)].map((name) => [
    name,
    rows.filter((row) => row.name === name).map(({ at }) => at),
  ]);
};

/** How much better than chance each forecast finds incidents, by how much of the area is watched. */
export default function BacktestChart({ table }: { table: ResultTable }) {
  const { t } = useWords();
  const words = useAnalysisWords();
  const palette = PALETTES[useShade()];
  const lines = useMemo(() => paiLines(table), [table]);
  const tones = tonesOf(palette);
  const option = useMemo(() => {
    const { axis, tooltip, ...base } = chartStyle(palette);
    return {
      ...base,
      grid: { left: 40, right: 16, top: 14, bottom: 40 },
      tooltip: {
        ...tooltip,
        trigger: 'axis',
        formatter: (items: { seriesName: string; value: number[]; color: string }[]) =>
          tooltipOf(
            `${cellText(items[0]!.value[0])} %`,
            items.map(({ seriesName, value, color }) => ({
              colour: color,
              name: valueText(words, seriesName),
              value: cellText(value[1]),
            })),
          ),
      },
      xAxis: {
        type: 'value',
        name: t('studies.share100'),
        nameLocation: 'middle',
        nameGap: 24,
        nameTextStyle: { color: palette.muted },
        ...axis,
      },
      yAxis: { type: 'value', ...axis },
      series: lines.map(([name, data], i) => ({
        name,
        type: 'line',
        data,
        symbolSize: 7,
        color: tonesOf(palette)[i],
        lineStyle: { width: i === 0 ? 3 : 1.6 },
      })),
    };
  }, [lines, palette, t, words]);
  return (
    <figure className={styles.chartCard}>
      <figcaption>
        {t('studies.byArea')}
        {lines.map(([name], i) => (
          <span key={name}>
            <i style={{ background: tones[i] }} />
            {valueText(words, name)}
          </span>
        ))}
      </figcaption>
      <Chart className={styles.chart} option={option} label={t('studies.byArea')} />
    </figure>
  );
}
