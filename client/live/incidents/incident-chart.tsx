import { useCallback, useMemo, useState } from 'react';
import { DAY_MS } from '../../../server/contract/units.ts';
import Histogram from '../../chart/histogram.tsx';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
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
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const marked = dragged ?? range;
  const isDaily = bins.length > 0 && bins[0]!.toMs - bins[0]!.fromMs >= DAY_MS;
  const counts = useMemo(() => Uint32Array.from(bins, ({ count }) => count), [bins]);
  const inBars = useMemo(
    () =>
      marked &&
      ([
        bins.filter(({ toMs }) => toMs <= marked[0]).length,
        bins.filter(({ fromMs }) => fromMs < marked[1]).length,
      ] as const),
    [bins, marked],
  );
  const nameOf = useCallback(
    (bar: number) => formatAt(bins[bar]!.fromMs, timeZone, 'MM-DD'),
    [bins, timeZone],
  );
  const tipOf = useCallback(
    (bar: number) => formatAt(bins[bar]!.fromMs, timeZone, isDaily ? 'MM-DD' : 'MM-DD HH:mm'),
    [bins, isDaily, timeZone],
  );
  return (
    <Histogram
      className={styles.bars}
      label={t('need.time.chart')}
      counts={counts}
      range={inBars}
      every={isDaily ? 'auto' : 24}
      nameOf={nameOf}
      tipOf={tipOf}
      unit={t('live.incident')}
      onBrush={([first, end], isDone) => {
        const next = [bins[first]!.fromMs, bins[end - 1]!.toMs] as const;
        setDragged(isDone ? null : next);
        if (isDone) choose(next);
      }}
    />
  );
}
