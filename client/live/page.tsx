import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { officersQuery } from '../api/people.ts';
import { geometryBounds, outlineBounds } from '../layers/bounds.ts';
import type { MapHandle, Padding } from '../map.tsx';
import { Failure } from '../parts/failure.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { Waiting } from '../parts/waiting.tsx';
import { early } from '../shell/early.ts';
import { fleet, useSeenOfficer } from './fleet/fleet-store.ts';
import { useAgeFleet } from './fleet/use-age-fleet.ts';
import { IncidentTimes } from './incidents/incident-time.tsx';
import { Legend, PhoneScales } from './map/legend.tsx';
import { Tools } from './map/tools.tsx';
import { useLookInAddress } from './map/use-address.ts';
import { type Selection, useView } from './map/view.ts';
import need from './need/need.module.css';
import { useFollowStandings } from './officers/use-day-standings.ts';
import { useFetchJudged } from './officers/use-today.ts';
import styles from './page.module.css';
import { Detail } from './panel/detail.tsx';
import { Panel } from './panel/panel.tsx';
import { Search } from './panel/search.tsx';
import { Sheet } from './panel/sheet.tsx';
import { useEscape } from './use-escape.ts';

const StudyCard = lazy(() => import('./study/study-card.tsx'));
const LiveMap = early(() => import('./map/live-map.tsx'));

const DESKTOP: Padding = { top: 36, right: 70, bottom: 64, left: 390 };
const HANDSET: Padding = { top: 64, right: 16, bottom: 210, left: 16 };
/** Room for the bars of incidents, px. */
const WITH_BARS: Padding = { ...DESKTOP, bottom: 240 };
const OFFICER_ZOOM = 15;

/** Home: the district as it is now. */
export default function LivePage() {
  const isPhone = useMedia(PHONE);
  const { outlines, error, retry } = useOutlines();
  const map = useRef<MapHandle>(null);
  const { selection, following, select, shown } = useView();
  const hasStudy = useView((v) => v.study !== null);
  const start = useLookInAddress();
  const [isMenuOpen, setMenuOpen] = useState(false);
  useEscape(
    useCallback(() => {
      const { askPin, isPinning, pinAt, selection: selected } = useView.getState();
      if (isMenuOpen) setMenuOpen(false);
      else if (isPinning) askPin(false);
      else if (selected) select(null);
      else pinAt(null);
    }, [isMenuOpen, select]),
  );
  useQuery(officersQuery);
  useAgeFleet();
  useFetchJudged();
  useFollowStandings();

  const fitAll = useCallback(() => {
    if (outlines) map.current?.fit(outlineBounds(outlines));
  }, [outlines]);

  /** Selects and brings it into view; a plain click on the map only selects. */
  const show = useCallback(
    (target: Selection) => {
      select(target);
      if (target.kind === 'officer') {
        const state = fleet.officer(target.id);
        if (state) map.current?.goTo(state, OFFICER_ZOOM);
        return;
      }
      const grid = outlines?.grid?.features.find((f) => f.properties.id === target.id);
      const bounds = grid && geometryBounds([grid.geometry]);
      if (bounds) map.current?.fit(bounds);
    },
    [outlines, select],
  );

  const followed = useSeenOfficer(following && selection?.kind === 'officer' ? selection.id : null);
  const [lng, lat] = [followed?.lng, followed?.lat];
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) map.current?.follow({ lng, lat });
  }, [lng, lat]);

  if (error) return <Failure error={error} retry={retry} />;
  const studyCard = hasStudy && (
    <Suspense>
      <StudyCard />
    </Suspense>
  );
  return (
    <div className={styles.page} data-menu={isMenuOpen}>
      {outlines ? (
        <Suspense fallback={<Waiting />}>
          <LiveMap
            ref={map}
            outlines={outlines}
            start={start}
            padding={isPhone ? HANDSET : shown.incidents ? WITH_BARS : DESKTOP}
          />
        </Suspense>
      ) : (
        <Waiting />
      )}
      <div className={styles.search}>
        <Search show={show} />
      </div>
      <Tools map={map} fitAll={fitAll} isMenuOpen={isMenuOpen} openMenu={setMenuOpen} />
      {isPhone ? (
        <Sheet>
          <PhoneScales />
          <IncidentTimes />
          {studyCard}
          <Detail show={show} />
          <Panel show={show} map={map} />
        </Sheet>
      ) : (
        <>
          <aside className={styles.left}>
            <Panel show={show} map={map} />
          </aside>
          <div className={need.foot}>
            {studyCard}
            <IncidentTimes />
            <Legend />
          </div>
          <aside className={styles.detail}>
            <Detail show={show} />
          </aside>
        </>
      )}
    </div>
  );
}
