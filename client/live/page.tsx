import { useQuery } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { officersQuery } from '../api/people.ts';
import { useWords } from '../i18n/use-words.ts';
import { outlineBounds } from '../layers/bounds.ts';
import type { MapHandle, Padding } from '../map.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { useAim } from './aim/use-aim.ts';
import { useSeenOfficer } from './fleet/fleet-store.ts';
import { useAgeFleet } from './fleet/use-age-fleet.ts';
import { IncidentTimes } from './incidents/incident-time.tsx';
import { Legend, PhoneScales } from './map/legend.tsx';
import { Tools } from './map/tools.tsx';
import { useLookInAddress } from './map/use-address.ts';
import { useView } from './map/view.ts';
import need from './need/need.module.css';
import { useFollowStandings } from './officers/use-day-standings.ts';
import { useFetchJudged } from './officers/use-today.ts';
import styles from './page.module.css';
import { Detail } from './panel/detail.tsx';
import { Panel } from './panel/panel.tsx';
import { Sheet } from './panel/sheet.tsx';
import { useEscape } from './use-escape.ts';

const StudyCard = lazyPiece(() => import('./study/study-card.tsx'));
const LiveMap = lazyPiece(() => import('./map/live-map.tsx'), { early: true });

const DESKTOP: Padding = { top: 36, right: 70, bottom: 64, left: 390 };
const HANDSET: Padding = { top: 64, right: 16, bottom: 210, left: 16 };
/** Room for the bars of incidents, px. */
const WITH_BARS: Padding = { ...DESKTOP, bottom: 240 };

/** Home: the district as it is now. */
export default function LivePage() {
  const { t } = useWords();
  const isPhone = useMedia(PHONE);
  const ground = useOutlines();
  const { outlines } = ground;
  const { aim: show, following, select, selection, shown } = useView();
  const [handle, setHandle] = useState<MapHandle | null>(null);
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

  useAim(handle, outlines);
  const map = useMemo(() => ({ current: handle }), [handle]);
  const fitAll = useCallback(() => {
    if (outlines) handle?.fit(outlineBounds(outlines));
  }, [outlines, handle]);

  const followed = useSeenOfficer(following && selection?.kind === 'officer' ? selection.id : null);
  const [lng, lat] = [followed?.lng, followed?.lat];
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) handle?.follow({ lng, lat });
  }, [lng, lat, handle]);

  const studyCard = hasStudy && (
    <Suspense>
      <StudyCard />
    </Suspense>
  );
  return (
    <div className={styles.page} data-menu={isMenuOpen}>
      <h1 className="visually-hidden">{t('nav.live')}</h1>
      <OnGround ground={ground}>
        {(areas) => (
          <LiveMap
            ref={setHandle}
            outlines={areas}
            start={start}
            padding={isPhone ? HANDSET : shown.incidents ? WITH_BARS : DESKTOP}
          />
        )}
      </OnGround>
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
          <div className={styles.detail}>
            <Detail show={show} />
          </div>
        </>
      )}
    </div>
  );
}
