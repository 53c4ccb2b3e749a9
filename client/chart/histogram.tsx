import { useMemo, useRef } from 'react';
import { useShade } from '../theme/preferences.ts';
import { PALETTES } from '../theme/tokens.ts';
import Chart from './chart.tsx';
import { barStyle, tooltipOf } from './style.ts';

interface HistogramProps {
  className: string | undefined;
  label: string;
  counts: Uint32Array;
  /** Bars within the brush, from the first to before the last; null: all. */
  range: readonly [number, number] | null;
  /** Every so many bars one is named. */
  every: number | 'auto';
  nameOf: (bar: number) => string;
  tipOf: (bar: number) => string;
  unit: string;
  /** While it is dragged and once let go. */
  onBrush: (range: readonly [number, number], isDone: boolean) => void;
}

/** Bars to drag over: those outside the brush are faint. */
export default function Histogram(props: HistogramProps) {
  const { className, counts, every, label, nameOf, range, tipOf, unit, onBrush } = props;
  const palette = PALETTES[useShade()];
  const told = useRef('');
  const option = useMemo(() => {
    const { figures, names, tooltip, ...base } = barStyle(palette);
    const isIn = (bar: number) => !range || (bar >= range[0] && bar < range[1]);
    return {
      ...base,
      grid: { left: 34, right: 6, top: 8, bottom: 20 },
      tooltip: {
        ...tooltip,
        formatter: ([item]: { dataIndex: number }[]) =>
          tooltipOf(tipOf(item!.dataIndex), [
            { colour: palette.incident, name: unit, value: String(counts[item!.dataIndex]) },
          ]),
      },
      xAxis: {
        ...names,
        data: Array.from(counts, (_, bar) => nameOf(bar)),
        axisLabel: {
          ...names.axisLabel,
          interval: every === 'auto' ? every : every - 1,
          align: 'left',
          hideOverlap: true,
        },
      },
      yAxis: { ...figures, minInterval: 1, splitNumber: 2 },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          data: Array.from(counts, (value, bar) => ({
            value,
            itemStyle: { color: palette.incident, opacity: isIn(bar) ? 1 : 0.25 },
          })),
        },
      ],
    };
  }, [counts, every, nameOf, palette, range, tipOf, unit]);
  return (
    <Chart
      className={className}
      option={option}
      label={label}
      onBrush={(from, to, isDone) => {
        const next = [Math.max(0, from), Math.min(counts.length, to + 1)] as const;
        const said = `${next}/${isDone}`;
        if (next[0] >= next[1] || said === told.current) return;
        // Once let go of, the same may be chosen again.
        told.current = isDone ? '' : said;
        onBrush(next, isDone);
      }}
    />
  );
}
