import dayjs from 'dayjs';
import { useMemo } from 'react';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import Chart from '../chart/chart.tsx';
import { chartStyle, tooltipOf } from '../chart/style.ts';
import { useWords } from '../i18n/use-words.ts';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';
import type { DayCount } from './by-day.ts';
import styles from './page.module.css';

interface DayChartProps {
  days: readonly DayCount[];
  /** Narrow the list to the day clicked. */
  onDay: (day: string) => void;
}

/** Outcomes by day, stacked in the one order used everywhere. */
export default function DayChart({ days, onDay }: DayChartProps) {
  const { t } = useWords();
  const palette = PALETTES[useShade()];
  const option = useMemo(() => {
    const { axis, tooltip, ...base } = chartStyle(palette);
    return {
      ...base,
      grid: { left: 34, right: 8, top: 10, bottom: 22 },
      tooltip: {
        ...tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.5 } },
        formatter: (items: { dataIndex: number }[]) => {
          const { day, counts } = days[items[0]!.dataIndex]!;
          return tooltipOf(
            day,
            OUTCOMES.map((outcome) => ({
              colour: palette.standing[outcome],
              name: t(`standing.${outcome}`),
              value: String(counts[outcome]),
            })),
          );
        },
      },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => dayjs(day).format('MM-DD')),
        ...axis,
        splitLine: { show: false },
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 3, ...axis, axisLine: { show: false } },
      series: OUTCOMES.map((outcome) => ({
        name: t(`standing.${outcome}`),
        type: 'bar',
        stack: 'outcomes',
        barMaxWidth: 34,
        cursor: 'pointer',
        itemStyle: {
          color: palette.standing[outcome],
          borderColor: palette.panel,
          borderWidth: 1,
          borderRadius: 2,
        },
        data: days.map(({ counts }) => counts[outcome]),
      })),
    };
  }, [days, palette, t]);
  return (
    <Chart
      className={styles.chart}
      option={option}
      label={t('patrols.byDay')}
      onPick={(x) => days[x] && onDay(days[x].day)}
    />
  );
}
