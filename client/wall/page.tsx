import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { CASE_KEYS, caseCountsQuery, casesQuery } from '../api/cases.ts';
import { useWords } from '../i18n/use-words.ts';
import { outlineBounds } from '../layers/bounds.ts';
import { useAgeFleet } from '../live/fleet/use-age-fleet.ts';
import { useFollowStandings } from '../live/officers/use-day-standings.ts';
import { useFetchJudged } from '../live/officers/use-today.ts';
import { useHeard, useLive } from '../live/stream/store.ts';
import { useLookAgain } from '../live/stream/use-look-again.ts';
import type { MapHandle, Padding } from '../map.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useNow } from '../parts/use-now.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { Clock } from '../shell/clock.tsx';
import { ConnectionBanner, ConnectionLight } from '../shell/connection.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { useStream } from '../shell/use-stream.ts';
import { CaseFigures, PatrolFigures } from './figures.tsx';
import { NeedList } from './need-list.tsx';
import { type Need, needsOf, toneOf } from './needs.ts';
import { stays, viewAt } from './turn.ts';
import { useAlarm } from './use-alarm.ts';
import { useKeptSession } from './use-kept-session.ts';
import { useNewestBuild } from './use-newest-build.ts';
import styles from './wall.module.css';

const LiveMap = lazyPiece(() => import('../live/map/live-map.tsx'), { early: true });

const ROOM: Padding = { top: 48, right: 48, bottom: 48, left: 48 };
const ALARM_ZOOM = 15;
const RED_CASES = { lights: ['red'] } as const;
/** How often what no socket tells is asked again. */
const LOOK_MS = 60_000;

/** Words for a need beside its kind: whom or what it is of, and where. */
const useSay = (): ((need: Need) => string) => {
  const gridName = useGridName();
  const categoryName = useCategoryName();
  return useCallback(
    ({ areaId, areaName, category, name }: Need) =>
      [name, category && categoryName(category), areaId !== null && gridName(areaId, areaName)]
        .filter(Boolean)
        .join(' · '),
    [gridName, categoryName],
  );
};

/** What needs somebody, how many red cases there are beside those that are fetched by name, and whether all of it has been heard. */
const useNeeds = (): { needs: Need[]; unnamed: number; isKnown: boolean } => {
  const isHeard = useHeard();
  const { alerts, warnings, caseChanges } = useLive((s) => s.world);
  useLookAgain(caseChanges, CASE_KEYS);
  const { data } = useInfiniteQuery({ ...casesQuery(RED_CASES), refetchInterval: LOOK_MS });
  const { data: counts } = useQuery({
    ...caseCountsQuery(RED_CASES),
    refetchInterval: LOOK_MS,
  });
  const cases = useMemo(() => data?.pages.flatMap((page) => page.cases) ?? [], [data]);
  const needs = useMemo(
    () => needsOf({ alerts: alerts.values(), warnings: warnings.values(), cases }),
    [alerts, warnings, cases],
  );
  const red = counts?.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const isKnown = isHeard && data !== undefined && counts !== undefined;
  return { needs, unnamed: Math.max(0, red - cases.length), isKnown };
};

/** For the wall of a command room: what needs somebody now beside views that take turns; nothing to press, and nobody sits before it. */
export default function WallPage() {
  const { t } = useWords();
  const retry = useStream();
  const ground = useOutlines();
  const { outlines } = ground;
  const [map, setMap] = useState<MapHandle | null>(null);
  const now = useNow(1_000);
  const { isKnown, needs, unnamed } = useNeeds();
  const isLost = useLive((s) => s.connection.state === 'lost');
  const sayOf = useSay();
  const { last, isMute } = useAlarm(needs, sayOf);
  useNewestBuild();
  useKeptSession();
  useAgeFleet();
  useFetchJudged();
  useFollowStandings();
  const [here, alarmMs] = [Date.now(), last?.atMs ?? null];
  const view = viewAt(here, alarmMs);
  const place = stays(here, alarmMs) ? last?.need.place : null;
  const bounds = useMemo(() => (outlines ? outlineBounds(outlines) : null), [outlines]);
  useEffect(() => {
    if (place) map?.goTo(place, ALARM_ZOOM);
    else if (bounds) map?.fit(bounds);
  }, [map, place, bounds]);
  return (
    <div className={styles.wall} data-tone={toneOf(needs, isLost)} data-testid="wall">
      <header className={styles.head}>
        <b>{t('brand.name')}</b>
        <h1>{t(`wall.view.${view}`)}</h1>
        <ConnectionLight />
        <Clock />
      </header>
      <ConnectionBanner retry={retry} />
      <main className={styles.main}>
        <div className={styles.view} data-view={view} data-testid="wall-view">
          <OnGround ground={ground}>
            {(areas) => <LiveMap ref={setMap} outlines={areas} start={null} padding={ROOM} />}
          </OnGround>
          {view === 'patrols' && <PatrolFigures />}
          {view === 'cases' && <CaseFigures />}
        </div>
        <section className={styles.side} aria-label={t('wall.needs')} aria-live="polite">
          <h2>{t('wall.needs')}</h2>
          <NeedList {...{ isKnown, needs, sayOf, unnamed }} nowMs={now} />
          {isMute && <p className={styles.mute}>{t('wall.mute')}</p>}
        </section>
      </main>
    </div>
  );
}
