import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { TRACKS_PATROLS_MAX } from '../../server/contract/fixes/tracks.ts';
import { tracksQuery } from '../api/replay.ts';
import { sessionQuery } from '../api/session.ts';
import { figure, formatAt, minuteIn, wallClock } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import type { MapHandle } from '../map.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { useTimeZone } from '../parts/use-time-zone.ts';
import { Waiting } from '../parts/waiting.tsx';
import { AreaSelect } from '../patrols/area-select.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import styles from './page.module.css';
import { type Question, readQuestion, replayAddress, SPEEDS } from './question.ts';
import { useClock } from './use-clock.ts';
import { useEvents } from './use-events.ts';
import { useGroundOf } from './use-ground-of.ts';
import { gapOf, placeAt, type Walk, walksOf } from './walks.ts';

const ReplayMap = lazyPiece(() => import('./replay-map.tsx'), { early: true });

const ZOOM = 16;
const PATTERN = 'YYYY-MM-DD HH:mm';

/** Where everybody of an area was, at any moment of a period, 1 to 600 times as fast. */
export default function ReplayPage() {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const go = useNavigate();
  const [params] = useSearchParams();
  const [openedMs] = useState(Date.now);
  const question = useMemo(() => readQuestion(params, openedMs), [params, openedMs]);
  const { fromMs, near, speed, toMs } = question;
  const { data: session } = useQuery(sessionQuery);
  const map = useRef<MapHandle>(null);
  const areaId = question.areaId ?? session?.areaId ?? null;
  const query = useQuery({
    ...tracksQuery({ areaId: areaId ?? 0, fromMs, toMs, near }),
    enabled: areaId !== null,
  });
  const tracks = query.data;
  const walks = useMemo(() => (tracks ? walksOf(tracks) : []), [tracks]);
  const { atMs, clock, isPlaying, seek, toggle } = useClock(question);
  const { cut, events, failed } = useEvents(question, atMs);
  const ground = useGroundOf(question, atMs);

  /** The address is of the moment it is changed at. */
  const change = (part: Partial<Question>) =>
    go(replayAddress({ ...question, atMs: clock.at(performance.now()), ...part }), {
      replace: true,
    });
  const show = (walk: Walk) => {
    const place = tracks && placeAt(walk, atMs - fromMs, gapOf(tracks));
    if (place) map.current?.goTo({ lng: place[0], lat: place[1] }, ZOOM);
  };

  return (
    <div className={styles.page} data-testid="replay">
      <OnGround ground={ground}>
        {(outlines) => (
          <ReplayMap ref={map} {...{ question, outlines, tracks, walks, clock, events }} />
        )}
      </OnGround>
      <aside className={styles.side}>
        <h1>{t('replay.title')}</h1>
        <AreaSelect
          placeholder={t('evaluation.wholeArea')}
          value={question.areaId}
          choose={(areaId) => change({ areaId })}
        />
        <DatePicker.RangePicker
          showTime={{ format: 'HH:mm' }}
          format={PATTERN}
          allowClear={false}
          value={[wallClock(fromMs, timeZone), wallClock(toMs, timeZone)]}
          aria-label={t('replay.period')}
          onChange={(span) => {
            const [from, to] = (span ?? []).map((picked) => minuteIn(picked!, timeZone).valueOf());
            if (from !== undefined && to !== undefined && from < to)
              change({ fromMs: from, toMs: to, atMs: from });
          }}
        />
        <p className={styles.told}>{t('replay.onRecord')}</p>
        {near && (
          <p className={styles.told} data-testid="replay-near">
            {tracks &&
              t('replay.near', {
                count: walks.length,
                metres: near.withinM,
                from: formatAt(fromMs, timeZone, 'HH:mm'),
                to: formatAt(toMs, timeZone, 'HH:mm'),
              })}{' '}
            <Button type="link" size="small" onClick={() => change({ near: null })}>
              {t('replay.everybody')}
            </Button>
          </p>
        )}
        {query.isLoadingError && <Failure error={query.error} retry={query.refetch} />}
        {failed && <Failure error={failed.error} retry={failed.refetch} />}
        {cut.map(({ kind, most }) => (
          <p key={kind} className={styles.told} data-testid="replay-cut">
            {t(`replay.cut.${kind}`, { most })}
          </p>
        ))}
        {(tracks?.patrols.length ?? 0) >= TRACKS_PATROLS_MAX && (
          <p className={styles.told} data-testid="replay-cut">
            {t('replay.cut.patrols', { most: TRACKS_PATROLS_MAX })}
          </p>
        )}
        {query.isPending && <Waiting />}
        {tracks && walks.length === 0 && (
          <Empty title={t('replay.nobody')} hint={t('replay.nobodyHint')} />
        )}
        <ul className={styles.list}>
          {walks.map((walk) => (
            <li key={walk.officerId}>
              <button type="button" onClick={() => show(walk)} data-testid="replay-officer">
                <span>{walk.name}</span>
                {walk.near && (
                  <small className="figure">
                    {t('replay.closest', {
                      metres: figure(t, walk.near.closestM, 'm'),
                      from: formatAt(walk.near.firstAt, timeZone, 'HH:mm:ss'),
                      to: formatAt(walk.near.lastAt, timeZone, 'HH:mm:ss'),
                    })}
                  </small>
                )}
              </button>
            </li>
          ))}
        </ul>
      </aside>
      <section className={styles.bar} aria-label={t('evidence.timeline')}>
        <Button
          type="primary"
          shape="circle"
          icon={isPlaying ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(isPlaying ? 'evidence.pause' : 'evidence.play')}
          onClick={() => {
            toggle();
            change({});
          }}
          data-testid="replay-play"
        />
        <b className="figure" data-testid="replay-time">
          {formatAt(atMs, timeZone, 'MM-DD HH:mm:ss')}
        </b>
        <input
          type="range"
          min={fromMs}
          max={toMs}
          step={1_000}
          value={atMs}
          onChange={(event) => seek(Number(event.target.value))}
          onPointerUp={() => change({})}
          onKeyUp={() => change({})}
          aria-label={t('evidence.seek')}
          aria-valuetext={formatAt(atMs, timeZone, PATTERN)}
        />
        <Segmented
          size="small"
          aria-label={t('evidence.replaySpeed')}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          value={speed}
          onChange={(value) => change({ speed: value })}
        />
        <span className={styles.told}>
          {t('replay.events', {
            incidents: events.incidents.length,
            alerts: events.alerts.length,
            warnings: events.warnings.length,
          })}
        </span>
      </section>
    </div>
  );
}
