import dayjs from 'dayjs';
import { useMemo } from 'react';
import { OUTCOMES } from '../../server/contract/patrols/verdict.ts';
import Chart from '../chart/chart.tsx';
import { barStyle, tooltipOf } from '../chart/style.ts';
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
    const { figures, names, tooltip, ...base } = barStyle(palette);
    return {
      ...base,
      grid: { left: 34, right: 8, top: 10, bottom: 22 },
      tooltip: {
        ...tooltip,
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
        ...names,
        data: days.map(({ day }) => dayjs(day).format('MM-DD')),
      },
      yAxis: { ...figures, minInterval: 1, splitNumber: 3 },
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
