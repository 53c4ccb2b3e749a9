import { Button } from 'antd';
import { Suspense, useCallback } from 'react';
import { SEVERITIES } from '../../server/contract/incidents/incident.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { BarList } from './bar-list.tsx';
import { type Frame, WEEK_HOURS } from './columns.ts';
import type { Bars, Brush, Counts } from './crossfilter.ts';
import styles from './page.module.css';

const Histogram = lazyPiece(() => import('../chart/histogram.tsx'));

const DAY_HOURS = 24;
/** Whether an officer found it. */
const FOUND = [false, true] as const;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

interface ChartsProps {
  frame: Frame;
  bars: Bars;
  brush: Brush;
  counts: Counts;
  timeZone: string;
  /** While a brush is dragged. */
  drag: (part: Partial<Brush>) => void;
  narrow: (part: Partial<Brush>) => void;
}

const toggled = <T,>(chosen: readonly T[], one: T): T[] =>
  chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];

/** One chart for each way to narrow; each counts what the others leave. */
export const Charts = (props: ChartsProps) => {
  const { bars, brush, counts, drag, frame, narrow, timeZone } = props;
  const { t } = useWords();
  const categoryName = useCategoryName();
  const { barMs, fromMs } = bars;
  const timeName = useCallback(
    (bar: number) => formatAt(fromMs + bar * barMs, timeZone, 'MM-DD'),
    [fromMs, barMs, timeZone],
  );
  const timeTip = useCallback(
    (bar: number) =>
      formatAt(fromMs + bar * barMs, timeZone, barMs < DAY_MS ? 'MM-DD HH:mm' : 'YYYY-MM-DD'),
    [fromMs, barMs, timeZone],
  );
  const dayName = useCallback(
    (hour: number) => t(`incidents.weekdays.${Math.floor(hour / DAY_HOURS)}`),
    [t],
  );
  const hourTip = useCallback(
    (hour: number) => `${dayName(hour)} ${String(hour % DAY_HOURS).padStart(2, '0')}:00`,
    [dayName],
  );
  const { categories, detected, hours, severities, time } = brush;
  const inBars = time && ([0, 1].map((k) => (time[k]! - fromMs) / barMs) as [number, number]);
  const brushTime = ([a, b]: readonly [number, number], isDone: boolean) =>
    (isDone ? narrow : drag)({ time: [fromMs + a * barMs, fromMs + b * barMs] });
  const byCount = frame.categories
    .map((code, k) => ({ key: code, name: categoryName(code), count: counts.categories[k]! }))
    .sort((a, b) => b.count - a.count);
  return (
    <section className={styles.charts} aria-label={t('incidents.charts')}>
      <div className={styles.wide}>
        <header>
          <h2>{t('incidents.overTime')}</h2>
          <Button type="link" size="small" disabled={!time} onClick={() => narrow({ time: null })}>
            {t('incidents.whole')}
          </Button>
        </header>
        <Suspense fallback={<div className={styles.chart} />}>
          <Histogram
            className={styles.chart}
            label={t('incidents.overTime')}
            counts={counts.time}
            range={inBars}
            every={barMs < DAY_MS ? DAY_HOURS : 'auto'}
            nameOf={timeName}
            tipOf={timeTip}
            unit={t('incidents.title')}
            onBrush={brushTime}
          />
        </Suspense>
      </div>
      <div className={styles.wide}>
        <header>
          <h2>{t('incidents.ofWeek')}</h2>
          <span className={styles.weekdays}>
            {WEEKDAYS.map((day) => {
              const range = [day * DAY_HOURS, (day + 1) * DAY_HOURS] as const;
              const isOn = hours?.[0] === range[0] && hours[1] === range[1];
              return (
                <Button
                  key={day}
                  size="small"
                  type={isOn ? 'primary' : 'text'}
                  aria-pressed={isOn}
                  onClick={() => narrow({ hours: isOn ? null : range })}
                >
                  {t(`incidents.weekdays.${day}`)}
                </Button>
              );
            })}
          </span>
          <Button
            type="link"
            size="small"
            disabled={!hours}
            onClick={() => narrow({ hours: null })}
          >
            {t('incidents.whole')}
          </Button>
        </header>
        <Suspense fallback={<div className={styles.chart} />}>
          <Histogram
            className={styles.chart}
            label={t('incidents.ofWeek')}
            counts={counts.hours}
            range={hours}
            every={DAY_HOURS}
            nameOf={dayName}
            tipOf={hourTip}
            unit={t('incidents.title')}
            onBrush={([from, to], isDone) =>
              (isDone ? narrow : drag)({
                hours: from === 0 && to === WEEK_HOURS ? null : [from, to],
              })
            }
          />
        </Suspense>
      </div>
      <BarList
        title={t('incidents.category')}
        bars={byCount}
        chosen={categories}
        toggle={(code) => narrow({ categories: toggled(categories, code) })}
      />
      <BarList
        title={t('incidents.severity')}
        bars={SEVERITIES.map((name, key) => ({
          ...{ key, name: t(`live.severity.${name}`), count: counts.severities[key]! },
        }))}
        chosen={severities}
        toggle={(severity) => narrow({ severities: toggled(severities, severity) })}
      />
      <BarList
        title={t('incidents.foundBy')}
        bars={FOUND.map((is, key) => ({
          ...{ key, name: t(`live.found.${is ? 'detected' : 'reported'}`) },
          count: counts.found[key]!,
        }))}
        chosen={detected === null ? [] : [Number(detected)]}
        toggle={(key) =>
          narrow({ detected: Number(detected) === key && detected !== null ? null : key === 1 })
        }
      />
    </section>
  );
};
