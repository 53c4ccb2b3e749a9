import { useMemo } from 'react';
import type { MetricRow } from '../../server/contract/metrics/metrics.ts';
import Chart from '../chart/chart.tsx';
import { barStyle, tooltipOf } from '../chart/style.ts';
import { percent } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';
import styles from './page.module.css';

/** Day by day: patrols planned beside those walked, and the share of the ground seen that day. */
export default function WalkedChart({ rows }: { rows: readonly MetricRow[] }) {
  const { t } = useWords();
  const palette = PALETTES[useShade()];
  const option = useMemo(() => {
    const { figures, names, tooltip, ...base } = barStyle(palette);
    const of = (id: string) => rows.map(({ metrics }) => metrics[id] ?? null);
    const series = [
      { name: t('coverage.planned'), colour: palette.lineStrong, data: of('patrolsRequired') },
      { name: t('coverage.walked'), colour: palette.accent, data: of('patrolsDone') },
      { name: t('coverage.ground'), colour: palette.standing.completed, data: of('coverageUnion') },
    ];
    const [planned, walked, ground] = series;
    return {
      ...base,
      grid: { left: 40, right: 44, top: 12, bottom: 24 },
      tooltip: {
        ...tooltip,
        formatter: (items: { dataIndex: number }[]) => {
          const at = items[0]!.dataIndex;
          return tooltipOf(
            rows[at]!.from,
            series.map(({ colour, data, name }) => {
              const value = data[at];
              const text =
                value == null ? '—' : name === ground!.name ? percent(value) : String(value);
              return { colour, name, value: text };
            }),
          );
        },
      },
      xAxis: {
        ...names,
        data: rows.map(({ from }) => from.slice(5)),
      },
      yAxis: [
        { ...figures, minInterval: 1, splitNumber: 3 },
        {
          ...figures,
          ...{ min: 0, max: 1, interval: 0.5 },
          splitLine: { show: false },
          axisLabel: { ...figures.axisLabel, formatter: (value: number) => percent(value) },
        },
      ],
      series: [
        {
          type: 'bar',
          barGap: '-100%',
          barWidth: '60%',
          data: planned!.data,
          itemStyle: { color: planned!.colour },
        },
        {
          type: 'bar',
          barWidth: '60%',
          data: walked!.data,
          itemStyle: { color: walked!.colour, borderRadius: [3, 3, 0, 0] },
        },
        {
          type: 'line',
          yAxisIndex: 1,
          data: ground!.data,
          symbolSize: 6,
          lineStyle: { color: ground!.colour, width: 2 },
          itemStyle: { color: ground!.colour },
        },
      ],
    };
  }, [palette, rows, t]);
  return <Chart className={styles.chart} option={option} label={t('coverage.walkedChart')} />;
}
