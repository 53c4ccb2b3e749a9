import { useMemo, useState } from 'react';
import { DAY_MS } from '../../../server/contract/units.ts';
import Chart from '../../chart/chart.tsx';
import { chartStyle, tooltipOf } from '../../chart/style.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useShade } from '../../theme/preferences.ts';
import { PALETTES } from '../../theme/tokens.ts';
import styles from '../need/need.module.css';
import type { Bin } from './incident-bins.ts';

interface IncidentChartProps {
  bins: readonly Bin[];
  range: readonly [number, number] | null;
  choose: (range: readonly [number, number]) => void;
  timeZone: string;
}

/** One bar an hour or day; those outside the period chosen are faint. */
export default function IncidentChart({ bins, range, choose, timeZone }: IncidentChartProps) {
  const { t } = useWords();
  const palette = PALETTES[useShade()];
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const marked = dragged ?? range;
  const option = useMemo(() => {
    const { axis, tooltip, ...base } = chartStyle(palette);
    const isDaily = bins.length > 0 && bins[0]!.toMs - bins[0]!.fromMs >= DAY_MS;
    const isIn = ({ fromMs, toMs }: Bin) => !marked || (fromMs < marked[1] && toMs > marked[0]);
    return {
      ...base,
      grid: { left: 30, right: 4, top: 6, bottom: 18 },
      tooltip: {
        ...tooltip,
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.5 } },
        formatter: (items: { dataIndex: number }[]) => {
          const { fromMs, count } = bins[items[0]!.dataIndex]!;
          return tooltipOf(formatAt(fromMs, timeZone, isDaily ? 'MM-DD' : 'MM-DD HH:mm'), [
            { colour: palette.incident, name: t('live.incident'), value: String(count) },
          ]);
        },
      },
      xAxis: {
        type: 'category',
        data: bins.map(({ fromMs }) => formatAt(fromMs, timeZone, 'MM-DD')),
        ...axis,
        axisLabel: { ...axis.axisLabel, interval: isDaily ? 'auto' : 23, align: 'left' },
        splitLine: { show: false },
      },
      yAxis: { type: 'value', minInterval: 1, splitNumber: 2, ...axis, axisLine: { show: false } },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          data: bins.map((bin) => ({
            value: bin.count,
            itemStyle: { color: palette.incident, opacity: isIn(bin) ? 1 : 0.28 },
          })),
        },
      ],
    };
  }, [bins, marked, palette, t, timeZone]);
  return (
    <Chart
      className={styles.bars}
      option={option}
      label={t('need.time.chart')}
      onBrush={(from, to, isDone) => {
        const [first, last] = [bins[Math.max(0, from)], bins[Math.min(bins.length - 1, to)]];
        if (!first || !last) return;
        const next = [first.fromMs, last.toMs] as const;
        setDragged(isDone ? null : next);
        if (isDone) choose(next);
      }}
    />
  );
}
