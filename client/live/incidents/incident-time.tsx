import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { Suspense, useMemo } from 'react';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import type { IncidentCategory } from '../../../server/contract/incidents/incident.ts';
import { HOUR_MS, MINUTE_MS } from '../../../server/contract/units.ts';
import type { Language } from '../../../server/contract/words/languages.ts';
import { categoriesQuery, INCIDENTS_MAX } from '../../api/incidents.ts';
import { TreeChoice } from '../../focus/tree-choice.tsx';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../parts/use-now.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import { useView } from '../map/view.ts';
import styles from '../need/need.module.css';
import { binsOf, SPAN_MS, SPANS, type Span } from './incident-bins.ts';
import { useIncidentTime, useTimedIncidents } from './use-incident-time.ts';

const IncidentChart = lazyPiece(() => import('./incident-chart.tsx'));

/** Short ways to a period for whoever does not drag, hours. */
const LAST_HOURS: Record<Span, number> = { hourly: 24, daily: 168 };

interface Node {
  value: string;
  title: string;
  children: Node[];
}

const treeOf = (
  categories: readonly IncidentCategory[],
  parent: string | null,
  language: Language,
): Node[] =>
  categories
    .filter(({ parentCode }) => parentCode === parent)
    .map((category) => ({
      value: category.code,
      title: categoryName(category, language),
      children: treeOf(categories, category.code, language),
    }));

/** Incidents by the time they began; dragging over the bars narrows the map to a period. */
export const IncidentTimes = () => {
  const { t, language } = useWords();
  const timeZone = useTimeZone();
  const isOn = useView((v) => v.shown.incidents);
  const { span, range, categories, setSpan, setRange, setCategories } = useIncidentTime();
  const { data: tree = [] } = useQuery({ ...categoriesQuery, enabled: isOn });
  const { fromMs, loaded, ofCategories, shown } = useTimedIncidents(isOn);
  const nowMs = useNow(MINUTE_MS);
  const bins = useMemo(
    () => binsOf(ofCategories, { fromMs, toMs: nowMs, barMs: SPAN_MS[span].bar }),
    [ofCategories, fromMs, nowMs, span],
  );
  const treeData = useMemo(() => treeOf(tree, null, language), [tree, language]);
  if (!isOn) return null;
  const clock = (ms: number) => formatAt(ms, timeZone, 'MM-DD HH:mm');
  const lastHours = LAST_HOURS[span];
  return (
    <section className={styles.time} data-testid="incident-times">
      <header>
        <h2>{t('need.time.title')}</h2>
        <Segmented<Span>
          size="small"
          aria-label={t('need.time.span')}
          options={SPANS.map((value) => ({ value, label: t(`need.time.${value}`) }))}
          value={span}
          onChange={setSpan}
        />
        <TreeChoice<string[]>
          className={styles.categories}
          size="small"
          multiple
          allowClear
          maxTagCount="responsive"
          popupMatchSelectWidth={260}
          placeholder={t('need.time.categories')}
          aria-label={t('need.time.categories')}
          value={[...categories]}
          onChange={(next) => setCategories(next)}
          treeData={treeData}
        />
        <Button size="small" onClick={() => setRange([nowMs - lastHours * HOUR_MS, nowMs])}>
          {t('need.time.last', { hours: lastHours })}
        </Button>
        {range && (
          <Button size="small" type="link" onClick={() => setRange(null)}>
            {t('need.time.clear')}
          </Button>
        )}
      </header>
      <Suspense fallback={<div className={styles.bars} />}>
        <IncidentChart bins={bins} range={range} choose={setRange} timeZone={timeZone} />
      </Suspense>
      <header>
        <small>
          {range
            ? t('need.time.chosen', { from: clock(range[0]), to: clock(range[1]) })
            : t('need.time.hint')}
          {loaded >= INCIDENTS_MAX && ` · ${t('need.time.capped', { count: loaded })}`}
        </small>
        <small className="figure" data-testid="incident-count">
          {t('need.time.count', { count: shown.length })}
        </small>
      </header>
    </section>
  );
};
