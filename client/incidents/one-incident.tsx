import { ArrowLeftOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Suspense, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import type { IncidentHistory } from '../../server/contract/incidents/incident.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import { casesQuery } from '../api/cases.ts';
import { incidentColumnsQuery, incidentQuery } from '../api/incidents.ts';
import { asRequestError } from '../api/request.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Found } from '../live/incidents/incident-card.tsx';
import { useView } from '../live/map/view.ts';
import { Failure } from '../parts/failure.tsx';
import { ListSkeleton } from '../parts/list-skeleton.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { useTitle } from '../parts/use-title.ts';
import { Waiting } from '../parts/waiting.tsx';
import { nearBy } from '../replay/question.ts';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { frameOf } from './columns.ts';
import { IncidentActs } from './incident-acts.tsx';
import { NEAR_DAYS, NEAR_M, nearRows } from './near.ts';
import styles from './page.module.css';
import { incidentPath } from './question.ts';

const PlaceMap = lazyPiece(() => import('./place-map.tsx'));

type Facts = NonNullable<IncidentHistory['current']> | IncidentHistory['former'][number];
const NEAR_SHOWN = 10;

const Versions = ({ former }: { former: IncidentHistory['former'] }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  if (former.length === 0) return null;
  return (
    <section>
      <h2>{t('incidents.former')}</h2>
      <ul className={styles.plain}>
        {former.map((one) => (
          <li key={one.version}>
            <b className="figure">{formatAt(one.receivedAt, timeZone, 'MM-DD HH:mm')}</b>{' '}
            {[
              categoryName(one.category),
              t(`live.severity.${one.severity}`),
              one.withdrawn && t('incidents.withdrawn'),
              one.reportedBy,
              one.comment,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What else was reported close by in the weeks before. */
const Near = ({ of }: { of: Facts }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const atMs = Date.parse(of.from);
  const { data, error, isLoadingError, refetch } = useQuery(
    incidentColumnsQuery({ fromMs: atMs - NEAR_DAYS * DAY_MS, toMs: atMs + 1, areaId: null }),
  );
  const frame = useMemo(() => data && frameOf(data, timeZone), [data, timeZone]);
  if (isLoadingError) return <Failure error={error} retry={refetch} />;
  if (!frame) return <ListSkeleton />;
  const near = nearRows(frame, of).filter(({ row }) => frame.ids[row] !== of.id);
  return (
    <section data-testid="incident-near">
      <h2>{t('incidents.near', { metres: NEAR_M, days: NEAR_DAYS, count: near.length })}</h2>
      <ul className={styles.plain}>
        {near.slice(0, NEAR_SHOWN).map(({ metres, row }) => (
          <li key={frame.ids[row]}>
            <Link to={incidentPath(frame.ids[row]!)}>
              <b className="figure">{formatAt(frame.atMs[row]!, timeZone, 'MM-DD HH:mm')}</b>{' '}
              {categoryName(frame.categories[frame.category[row]!]!)}
            </Link>{' '}
            <small className="figure">
              {Math.round(metres)} {t('unit.m')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Body = ({ history, id }: { history: IncidentHistory; id: string }) => {
  const { t } = useWords();
  const go = useNavigate();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const cases = useInfiniteQuery(casesQuery({ q: id }));
  const select = useView((v) => v.select);
  const { current, former } = history;
  const facts = current ?? former[0]!;
  const title = `${categoryName(facts.category)} · ${gridName(facts.gridId)}`;
  useTitle(title);
  const own = cases.data?.pages[0]?.cases.find(({ incidentId }) => incidentId === id);
  const clock = (at: string) => formatAt(at, timeZone, 'YYYY-MM-DD HH:mm');
  const rows = [
    [
      'incidents.at',
      facts.from === facts.to ? clock(facts.from) : `${clock(facts.from)} – ${clock(facts.to)}`,
    ],
    ['incidents.severity', t(`live.severity.${facts.severity}`)],
    ['incidents.foundBy', t(`live.found.${facts.foundBy}`)],
    ['incidents.reportedBy', facts.reportedBy ?? '—'],
    ['incidents.receivedAt', clock(facts.receivedAt)],
    ['incidents.number', id],
  ];
  return (
    <article className={styles.one} data-testid="incident">
      <header>
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={t('evidence.back')}
          onClick={() => go(-1)}
        />
        <h1>{title}</h1>
        {!current && <strong className={styles.gone}>{t('incidents.withdrawn')}</strong>}
        {current && (
          <Button
            onClick={() => {
              select({ kind: 'incident', id });
              void go('/');
            }}
          >
            {t('incidents.onMap')}
          </Button>
        )}
        {current && (
          <Link to={nearBy(current.position, Date.parse(current.from))} data-testid="incident-clip">
            <Button tabIndex={-1}>{t('replay.whoWasNear')}</Button>
          </Link>
        )}
        <IncidentActs history={history} />
      </header>
      <div className={styles.oneBody}>
        <div>
          <dl className={styles.facts}>
            {rows.map(([key, value]) => (
              <div key={key}>
                <dt>{t(key!)}</dt>
                <dd className="figure">{value}</dd>
              </div>
            ))}
            <div>
              <dt>{t('incidents.case')}</dt>
              <dd>
                {own ? (
                  <Link to={`/cases/${own.id}`}>
                    #{own.id} {t(`cases.state.${own.state}`)}
                  </Link>
                ) : cases.isLoadingError ? (
                  t(`error.${asRequestError(cases.error).code}`)
                ) : (
                  t(cases.isPending ? 'state.loading' : 'incidents.noCase')
                )}
              </dd>
            </div>
          </dl>
          {current && <Found id={id} />}
          <Versions former={former} />
          <Near of={facts} />
        </div>
        <div className={styles.map}>
          <Suspense fallback={<Waiting />}>
            <PlaceMap label={t('incidents.map')} place={facts.position} />
          </Suspense>
        </div>
      </div>
    </article>
  );
};

/** One incident: what it is and was, its case, its place and what else happened there. */
export const OneIncident = ({ id }: { id: string }) => {
  const query = useQuery(incidentQuery(id));
  if (query.isPending) return <Waiting />;
  if (query.isLoadingError) return <Failure isPage error={query.error} retry={query.refetch} />;
  return <Body key={id} history={query.data} id={id} />;
};
