import { Tabs } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import type { Study, StudyResult } from '../../../server/contract/studies/study.ts';
import { useMay } from '../../api/use-may.ts';
import { formatAt, grouped } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { useOutlines } from '../../parts/use-outlines.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { lazyPiece } from '../../shell/lazy-piece.tsx';
import { Downloads } from '../downloads.tsx';
import { figureName, methodWords, noteText, valueText } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import { DistanceSlider } from '../vary/distance-slider.tsx';
import { useFindings } from '../vary/use-findings.ts';
import { useVaried } from '../vary/use-varied.ts';
import { Changed } from './changed.tsx';
import { shownFigures } from './figures.ts';
import styles from './result.module.css';
import { ResultTableView } from './result-table.tsx';
import { SaidPlainly } from './said-plainly.tsx';
import { SinceLast } from './since-last.tsx';
import { cellText, placesOf, type ResultTable, rowCount, tablesOf } from './tables.ts';

const ResultMap = lazyPiece(() => import('./result-map.tsx'));
const BacktestChart = lazyPiece(() => import('./backtest-chart.tsx'));

const ISO_MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const Figures = ({ result: { summary, notes, noteCodes } }: { result: StudyResult }) => {
  const { t } = useWords();
  const words = useAnalysisWords();
  const timeZone = useTimeZone();
  const textOf = (value: unknown): string => {
    if (Number.isInteger(value)) return grouped(Number(value));
    if (typeof value !== 'string') return cellText(value);
    return ISO_MOMENT.test(value)
      ? formatAt(value, timeZone, 'YYYY-MM-DD HH:mm')
      : valueText(words, value);
  };
  return (
    <>
      <dl className={styles.figures} aria-label={t('studies.summary')}>
        {shownFigures(summary, words).map(([name, value]) => (
          <div key={name}>
            <dt>{figureName(words, name)}</dt>
            <dd className="figure">{textOf(value)}</dd>
          </div>
        ))}
      </dl>
      {notes.length > 0 && (
        <section className={styles.notes}>
          <h3>{t('studies.notes')}</h3>
          <ul>
            {notes.map((sentence, i) => (
              <li key={sentence}>{noteText(words, sentence, noteCodes[i] ?? null)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

const Basis = ({ study: { versions, dataHash } }: { study: Study }) => {
  const { t } = useWords();
  return (
    <dl className={styles.basis}>
      <dt>{t('studies.basis')}</dt>
      <dd className="figure">
        {Object.entries(versions)
          .map(([name, version]) => `${name} ${version}`)
          .join(', ')}
      </dd>
      {dataHash && (
        <>
          <dt>{t('studies.dataHash')}</dt>
          <dd>
            <code>{dataHash}</code>
          </dd>
        </>
      )}
    </dl>
  );
};

/** Whether a map shows it. */
const isOnMap = (table: ResultTable): boolean =>
  rowCount(table) > 0 && placesOf(table, null) !== null;

/** What a study found: figures, notes, map or chart, every table, files, and what it rests on. */
export const Result = ({ study }: { study: Study }) => {
  const { t } = useWords();
  const [distance, setDistance] = useState<number | null>(null);
  const varied = useVaried(study, distance);
  const { isVaried, shown, stored } = varied;
  const { asked, finding } = useFindings(study.method, varied);
  const words = useAnalysisWords();
  const mayAsk = useMay('ask-studies');
  const { outlines } = useOutlines();
  const result = stored.data;
  const tables = useMemo(() => (shown ? tablesOf(shown) : []), [shown]);
  if (stored.isLoadingError) return <Failure error={stored.error} retry={stored.refetch} />;
  if (!result || !shown) return <Waiting />;
  const isPlaced = [result, shown].some(({ table }) => isOnMap(table as ResultTable));
  const meanings = methodWords(words, study.method).columns;
  return (
    <div data-testid="study-result">
      {finding && (
        <>
          <SaidPlainly finding={finding} outlines={outlines} />
          {asked && <SinceLast study={study} finding={asked} outlines={outlines} />}
        </>
      )}
      {mayAsk && (
        <DistanceSlider {...{ ...varied, study, result, distance, choose: setDistance }} />
      )}
      {asked && finding && asked !== finding && (
        <section className={styles.plain} data-testid="study-varied">
          <Changed before={asked} now={finding} outlines={outlines} words="studies.vary" />
        </section>
      )}
      <Figures result={shown} />
      <Suspense fallback={<div className={styles.map} />}>
        {isPlaced && outlines && (
          <ResultMap method={study.method} result={shown} outlines={outlines} meanings={meanings} />
        )}
        {study.method === 'backtest' && <BacktestChart table={tables[0]![1]} />}
      </Suspense>
      <Tabs
        className={styles.tables}
        items={tables.map(([name, table]) => ({
          key: name ?? 'main',
          label: (
            <>
              {name === null
                ? t('studies.main')
                : t(`studies.table.${name}`, { defaultValue: name })}{' '}
              <small className="figure">{rowCount(table)}</small>
            </>
          ),
          children: (
            <>
              {/* Files are of what is kept. */}
              {!isVaried && <Downloads id={study.id} table={name} />}
              <ResultTableView table={table} meanings={meanings} outlines={outlines} />
            </>
          ),
        }))}
      />
      <Basis study={study} />
    </div>
  );
};
