import type { EChartsCoreOption } from 'echarts/core';
import type { TFunction } from 'i18next';
import type { MetricDefinition, Period } from '../../../server/contract/metrics/metrics.ts';
import type { Language } from '../../../server/contract/words/languages.ts';
import { barStyle, tooltipOf } from '../../chart/style.ts';
import { percent } from '../../format.ts';
import type { Palette } from '../../theme/tokens.ts';
import { spanName } from '../periods.ts';
import { metricText } from './metric-text.ts';
import type { TrendPoint } from './peers.ts';
import { isBadHigh } from './tone.ts';

interface Drawn {
  t: TFunction;
  palette: Palette;
  points: readonly TrendPoint[];
  metric: MetricDefinition;
  period: Period;
  meanName: string;
  language: Language;
  /** First day of the period picked out. */
  at: string;
}

/** Bars of the unit, a line of the mean; the picked period stands out. */
export const trendChart = (drawn: Drawn): EChartsCoreOption => {
  const { t, palette, points, metric, period, meanName, language, at } = drawn;
  const { figures, names, tooltip, ...base } = barStyle(palette);
  const text = (value: number | null) => metricText(t, value, metric.unit);
  const colour = isBadHigh(metric.id) ? palette.standing.incomplete : palette.accent;
  const isShare = metric.unit === 'share';
  return {
    ...base,
    grid: { left: 46, right: 10, top: 12, bottom: 24 },
    tooltip: {
      ...tooltip,
      formatter: (items: { dataIndex: number }[]) => {
        const { from, value, mean } = points[items[0]!.dataIndex]!;
        return tooltipOf(spanName(from, period), [
          { colour: colour, name: metric.name[language], value: text(value) },
          { colour: palette.muted, name: meanName, value: text(mean) },
        ]);
      },
    },
    xAxis: {
      ...names,
      data: points.map(({ from }) => spanName(from, period).replace(/^\d{4}-(?=\d\d-|W)/, '')),
    },
    yAxis: {
      ...figures,
      splitNumber: 3,
      ...(isShare ? { min: 0, max: 1, interval: 0.25 } : {}),
      axisLabel: {
        ...figures.axisLabel,
        ...(isShare ? { formatter: (value: number) => percent(value) } : {}),
      },
    },
    series: [
      {
        type: 'bar',
        barMaxWidth: 30,
        cursor: 'pointer',
        data: points.map(({ from, value }) => ({
          value,
          itemStyle: {
            color: colour,
            opacity: from === at ? 1 : 0.5,
            borderRadius: [3, 3, 0, 0],
          },
        })),
      },
      {
        type: 'line',
        data: points.map(({ mean }) => mean),
        symbol: 'circle',
        symbolSize: 8,
        cursor: 'pointer',
        lineStyle: { color: palette.muted, width: 2, type: 'dashed' },
        // Told apart from the bar it may lie on.
        itemStyle: { color: palette.muted, borderColor: palette.panel, borderWidth: 2 },
      },
    ],
  };
};
