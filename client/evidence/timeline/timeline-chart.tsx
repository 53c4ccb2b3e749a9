import { memo, useMemo } from 'react';
import type { Evidence } from '../../../server/contract/patrols/patrol.ts';
import type { FixRange } from '../../../server/contract/patrols/verdict.ts';
import Chart from '../../chart/chart.tsx';
import { chartStyle, tooltipOf } from '../../chart/style.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useShade } from '../../theme/preferences.ts';
import { PALETTES } from '../../theme/tokens.ts';
import type { Replay } from '../map/use-replay.ts';
import styles from './timeline.module.css';

interface TimelineChartProps {
  evidence: Evidence;
  highlighted: readonly FixRange[];
  replay: Replay;
}

/** Same margins as `.axis` in the style sheet, so that the band above lines up. */
const MARGIN_PX = 44;
/** Beyond it accuracy is drawn at the edge: one lost minute must not flatten the rest. */
const WORST_SHOWN_M = 120;

const Plot = memo(function Plot({
  evidence,
  highlighted,
  fromMs,
  toMs,
  seek,
}: Omit<TimelineChartProps, 'replay'> & Pick<Replay, 'fromMs' | 'toMs' | 'seek'>) {
  const { t } = useWords();
  const palette = PALETTES[useShade()];
  const option = useMemo(() => {
    const { axis, tooltip, ...base } = chartStyle(palette);
    const { fixes, grid } = evidence;
    return {
      ...base,
      grid: { left: MARGIN_PX, right: MARGIN_PX, top: 22, bottom: 20 },
      tooltip: {
        ...tooltip,
        trigger: 'axis',
        axisPointer: { lineStyle: { color: palette.faint } },
        formatter: (items: { dataIndex: number }[]) => {
          const fix = fixes[items[0]!.dataIndex]!;
          const marks = fix.marks.map((mark) => t(`mark.${mark}`)).join(t('between'));
          return tooltipOf(formatAt(fix.t, grid.timeZone, 'HH:mm:ss') + (marks && ` · ${marks}`), [
            {
              colour: palette.accent,
              name: t('evidence.speed'),
              value:
                fix.speedMps === null
                  ? '—'
                  : `${fix.speedMps.toFixed(1)} ${t('evidence.speedUnit')}`,
            },
            {
              colour: palette.standing.unverifiable,
              name: t('evidence.accuracy'),
              value: fix.accuracyM === null ? '—' : `± ${Math.round(fix.accuracyM)} ${t('unit.m')}`,
            },
          ]);
        },
      },
      xAxis: {
        type: 'time',
        min: fromMs,
        max: toMs,
        ...axis,
        splitLine: { show: false },
        axisLabel: {
          ...axis.axisLabel,
          hideOverlap: true,
          formatter: (ms: number) => formatAt(ms, grid.timeZone, 'HH:mm'),
        },
      },
      yAxis: [
        {
          type: 'value',
          name: `${t('evidence.speed')} ${t('evidence.speedUnit')}`,
          nameTextStyle: { color: palette.faint, align: 'left', padding: [0, 0, 0, -30] },
          nameGap: 8,
          splitNumber: 3,
          ...axis,
          axisLine: { show: false },
        },
        {
          type: 'value',
          name: `${t('evidence.accuracy')} ${t('unit.m')}`,
          nameTextStyle: { color: palette.faint, align: 'right', padding: [0, -30, 0, 0] },
          nameGap: 8,
          max: ({ max }: { max: number }) =>
            Math.min(WORST_SHOWN_M, Math.max(20, Math.ceil(max / 10) * 10)),
          splitNumber: 3,
          ...axis,
          axisLine: { show: false },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          type: 'line',
          yAxisIndex: 1,
          showSymbol: false,
          connectNulls: false,
          lineStyle: { width: 1, color: palette.standing.unverifiable, opacity: 0.8 },
          areaStyle: { color: palette.standing.unverifiable, opacity: 0.1 },
          data: fixes.map((f) => [
            f.t,
            f.accuracyM === null ? null : Math.min(f.accuracyM, WORST_SHOWN_M),
          ]),
        },
        {
          type: 'line',
          showSymbol: false,
          lineStyle: { width: 1.3, color: palette.accent },
          itemStyle: { color: palette.accent },
          data: fixes.map((f) => [f.t, f.speedMps]),
          markArea: {
            silent: true,
            itemStyle: { color: palette.danger, opacity: 0.16 },
            data: highlighted.map((r) => [{ xAxis: r.fromMs }, { xAxis: r.toMs }]),
          },
        },
      ],
    };
  }, [evidence, highlighted, fromMs, toMs, palette, t]);
  return (
    <Chart className={styles.chart} option={option} label={t('evidence.timeline')} onPick={seek} />
  );
});

/** Redrawn for new evidence or another signal, never for the cursor alone. */
export default function TimelineChart({ replay, ...rest }: TimelineChartProps) {
  return <Plot {...rest} fromMs={replay.fromMs} toMs={replay.toMs} seek={replay.seek} />;
}
