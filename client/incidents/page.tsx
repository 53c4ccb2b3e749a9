import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { INCIDENT_COLUMNS_MAX } from '../../server/contract/incidents/incident.ts';
import { incidentColumnsQuery } from '../api/incidents.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { Waiting } from '../parts/waiting.tsx';
import { AreaSelect } from '../patrols/area-select.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { Charts } from './charts.tsx';
import { frameOf } from './columns.ts';
import { type Brush, crossfilter } from './crossfilter.ts';
import { IncidentTable } from './incident-table.tsx';
import { OneIncident } from './one-incident.tsx';
import styles from './page.module.css';
import { incidentPath, useQuestion } from './question.ts';

const IncidentMap = lazyPiece(() => import('./incident-map.tsx'));

const SPANS = [7, 28, 91, 365] as const;

const Controls = ({ asked }: { asked: ReturnType<typeof useQuestion> }) => {
  const { t } = useWords();
  const { ask, question, todayText } = asked;
  const { areaId, fromDay, toDay } = question;
  const lastDays = (days: number) => ({
    fromDay: dayjs(todayText)
      .subtract(days - 1, 'day')
      .format('YYYY-MM-DD'),
    toDay: todayText,
  });
  const span = SPANS.find((days) => {
    const last = lastDays(days);
    return last.fromDay === fromDay && last.toDay === toDay;
  });
  return (
    <div className={styles.controls}>
      <Segmented
        aria-label={t('incidents.period')}
        options={SPANS.map((value) => ({ value, label: t('incidents.lastDays', { days: value }) }))}
        value={span ?? 0}
        onChange={(days) => ask(lastDays(days))}
      />
      <DatePicker.RangePicker
        value={[dayjs(fromDay), dayjs(toDay)]}
        allowClear={false}
        maxDate={dayjs(todayText)}
        aria-label={t('incidents.period')}
        onChange={(range: [Dayjs | null, Dayjs | null] | null) => {
          const [from, to] = range ?? [];
          if (from && to)
            ask({ fromDay: from.format('YYYY-MM-DD'), toDay: to.format('YYYY-MM-DD') });
        }}
      />
      <AreaSelect
        className={styles.area}
        placeholder={t('patrols.anyArea')}
        value={areaId}
        choose={(chosen) => ask({ areaId: chosen })}
      />
    </div>
  );
};

const Incidents = () => {
  const { t } = useWords();
  const go = useNavigate();
  const categoryName = useCategoryName();
  const ground = useOutlines();
  const asked = useQuestion();
  const { bars, fromMs, narrow, question, timeZone, toMs, widen } = asked;
  const query = useQuery(incidentColumnsQuery({ fromMs, toMs, areaId: question.areaId }));
  const frame = useMemo(
    () => (query.data ? frameOf(query.data, timeZone) : null),
    [query.data, timeZone],
  );
  /** What is being dragged, before the address has it. */
  const [dragged, setDragged] = useState<Partial<Brush> | null>(null);
  const brush = useMemo(() => ({ ...question.brush, ...dragged }), [question.brush, dragged]);
  const brushed = useMemo(() => frame && crossfilter(frame, brush, bars), [frame, brush, bars]);
  // Together: rows are places in their own frame.
  const shown = useDeferredValue(
    useMemo(() => frame && brushed && { frame, rows: brushed.rows }, [frame, brushed]),
  );
  const isNarrowed = brushed && frame && brushed.rows.length < frame.count;
  const tipOf = (row: number) => {
    const { atMs, categories, category } = shown!.frame;
    return `${categoryName(categories[category[row]!]!)}\n${formatAt(atMs[row]!, timeZone, 'MM-DD HH:mm')}`;
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('incidents.title')}</h1>
        <Controls asked={asked} />
      </header>
      {query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : !frame || !brushed || !shown ? (
        <Waiting />
      ) : frame.count === 0 ? (
        <Empty title={t('incidents.empty')} hint={t('incidents.emptyHint')} />
      ) : (
        <>
          <p className={styles.count} data-testid="incidents-count">
            {t(isNarrowed ? 'incidents.someOf' : 'incidents.all', {
              some: brushed.rows.length,
              count: frame.count,
            })}
            {query.data?.cut && ` · ${t('incidents.cut', { count: INCIDENT_COLUMNS_MAX })}`}
            <Button type="link" size="small" disabled={!isNarrowed} onClick={widen}>
              {t('incidents.widen')}
            </Button>
          </p>
          <Charts
            {...{ frame, bars, brush, timeZone }}
            counts={brushed.counts}
            drag={setDragged}
            narrow={(part) => {
              setDragged(null);
              narrow(part);
            }}
          />
          <div className={styles.two}>
            <div className={styles.map}>
              <OnGround ground={ground}>
                {(outlines) => (
                  <IncidentMap
                    {...{ outlines, ...shown, tipOf }}
                    open={(row) => go(incidentPath(shown.frame.ids[row]!))}
                  />
                )}
              </OnGround>
            </div>
            <IncidentTable {...shown} timeZone={timeZone} />
          </div>
        </>
      )}
    </div>
  );
};

/** Incidents by time, hour of the week, kind and place; or one of them. */
export default function IncidentsPage() {
  const { incidentId } = useParams();
  return incidentId === undefined ? <Incidents /> : <OneIncident id={incidentId} />;
}
