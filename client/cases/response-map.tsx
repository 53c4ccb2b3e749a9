import { useQuery } from '@tanstack/react-query';
import { DatePicker, Select } from 'antd';
import { type CSSProperties, useMemo, useState } from 'react';
import { caseFiguresQuery } from '../api/cases.ts';
import { metricText } from '../evaluation/metrics/metric-text.ts';
import { lastDay, today } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { NO_AREAS } from '../layers/base-map/base-style.ts';
import { outlineBounds } from '../layers/bounds.ts';
import { gridValuesLayer } from '../layers/grid-values.ts';
import map from '../map.module.css';
import MapView, { UNDER_LEGEND } from '../map.tsx';
import { Failure } from '../parts/failure.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Waiting } from '../parts/waiting.tsx';
import styles from './cases.module.css';

/** From how much on, in the unit of a measure, a grid has the next colour. */
const HOURS = { unit: 'h', steps: [1, 4, 24, 72] } as const;
const MEASURES = {
  acceptMedianH: HOURS,
  dispatchMedianH: HOURS,
  arrivalMedianMin: { unit: 'min', steps: [5, 15, 30, 60] },
  handleMedianH: HOURS,
  closeMedianH: HOURS,
} as const;
type Measure = keyof typeof MEASURES;
const NAMES = Object.keys(MEASURES) as Measure[];

/** How long cases of a month took, grid by grid. */
export default function ResponseMap() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const [measure, setMeasure] = useState<Measure>('closeMedianH');
  const [month, setMonth] = useState(() => lastDay(timeZone));
  const { error, outlines, retry } = useOutlines();
  const { palette, beforeId } = useBaseMap();
  const gridName = useGridName();
  const figures = useQuery(caseFiguresQuery(month.format('YYYY-MM')));
  const rows = figures.data?.rows;
  const byGrid = useMemo(() => new Map(rows?.map(({ id, metrics }) => [id, metrics])), [rows]);
  const layers = useMemo(() => {
    const values = new Map(
      [...byGrid].flatMap(([id, metrics]) =>
        metrics[measure] == null ? [] : [[id, metrics[measure]] as const],
      ),
    );
    const grids = outlines?.grid ?? NO_AREAS;
    const { steps } = MEASURES[measure];
    return [gridValuesLayer({ id: 'response', steps, values, grids, palette, beforeId })];
  }, [byGrid, measure, outlines, palette, beforeId]);
  const bounds = useMemo(() => (outlines ? outlineBounds(outlines) : null), [outlines]);
  if (error) return <Failure error={error} retry={retry} />;
  if (figures.isLoadingError) return <Failure error={figures.error} retry={figures.refetch} />;
  if (!outlines || !bounds) return <Waiting />;
  const tell = (id: number): string => {
    const metrics = byGrid.get(id);
    if (!metrics) return `${gridName(id)}\n${t('cases.response.none')}`;
    const measured = NAMES.map(
      (one) => `${t(`cases.response.${one}`)}: ${metricText(t, metrics[one], MEASURES[one].unit)}`,
    );
    return [
      gridName(id),
      t('cases.response.opened', { count: metrics.opened ?? 0 }),
      ...measured,
    ].join('\n');
  };
  const { steps, unit } = MEASURES[measure];
  const from = steps.map((step) => metricText(t, step, unit));
  const named = [`< ${from[0]}`, ...from.map((step) => `≥ ${step}`)];
  return (
    <div className={styles.response} data-testid="case-response">
      <p>
        <Select<Measure>
          className={styles.choice!}
          aria-label={t('cases.response.measure')}
          value={measure}
          options={NAMES.map((value) => ({ value, label: t(`cases.response.${value}`) }))}
          onChange={setMeasure}
        />
        <DatePicker
          picker="month"
          allowClear={false}
          aria-label={t('cases.response.month')}
          value={month}
          maxDate={today(timeZone)}
          onChange={(next) => next && setMonth(next)}
        />
        <small className={styles.note}>
          {t('cases.response.says', {
            count: rows?.reduce((sum, { metrics }) => sum + (metrics.opened ?? 0), 0) ?? 0,
          })}
        </small>
      </p>
      <div>
        <MapView
          label={t('cases.response.title')}
          outlines={outlines}
          bounds={bounds}
          padding={UNDER_LEGEND}
          layers={layers}
          tooltip={(_, object) => tell((object as { properties: { id: number } }).properties.id)}
        />
        <ul className={map.legend}>
          {named.map((word, k) => (
            <li key={word}>
              <i style={{ '--tone': `var(--heat-${k})` } as CSSProperties} aria-hidden="true" />
              {word}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
