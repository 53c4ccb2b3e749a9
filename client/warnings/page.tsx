import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import { idOf } from '../api/id-of.ts';
import { warningQuery } from '../api/warnings.ts';
import { useWords } from '../i18n/use-words.ts';
import type { MapHandle } from '../map.tsx';
import { Empty } from '../parts/empty.tsx';
import { NotFound } from '../parts/not-found.tsx';
import { OnGround } from '../parts/on-ground.tsx';
import { PHONE, useMedia } from '../parts/use-media.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { ForecastStatus } from '../risk/forecast-status.tsx';
import { lazyPiece } from '../shell/lazy-piece.tsx';
import { WarningView } from './detail/detail.tsx';
import { WarningList } from './list.tsx';
import styles from './page.module.css';
import { Rates } from './rates.tsx';
import { useFilteredWarnings, useFollowWarnings } from './use-warnings.ts';

const WarningMap = lazyPiece(() => import('./detail/map.tsx'), { early: true });

const WARNING_ZOOM = 14;
const INCIDENT_ZOOM = 16;

/** Warnings: the list, where they are, and one of them with its reasons and what was done. */
export default function WarningsPage() {
  const { t } = useWords();
  const { warningId } = useParams();
  const go = useNavigate();
  const isPhone = useMedia(PHONE);
  const ground = useOutlines();
  const [map, setMap] = useState<MapHandle | null>(null);
  const [incidents, setIncidents] = useState<readonly Incident[]>([]);
  const id = idOf(warningId);
  const query = useFilteredWarnings();
  const one = useQuery({ ...warningQuery(id ?? 0), enabled: id !== null }).data?.warning;
  useFollowWarnings();

  /** The chosen one is drawn whatever the filter says. */
  const drawn = useMemo(
    () =>
      one && !query.warnings.some((warning) => warning.id === one.id)
        ? [...query.warnings, one]
        : query.warnings,
    [query.warnings, one],
  );
  const centre = one?.centre;
  const [lng, lat] = [centre?.lng, centre?.lat];
  useEffect(() => {
    if (lng !== undefined && lat !== undefined) map?.goTo({ lng, lat }, WARNING_ZOOM);
  }, [map, lng, lat]);
  const choose = useCallback((chosen: number) => go(`/warnings/${chosen}`), [go]);
  const goTo = useCallback(({ position }: Incident) => map?.goTo(position, INCIDENT_ZOOM), [map]);

  if (warningId !== undefined && id === null) return <NotFound />;
  return (
    <div className={styles.page} data-one={id !== null}>
      {!(isPhone && id !== null) && <WarningList query={query} />}
      <div className={styles.stage}>
        <OnGround ground={ground}>
          {(outlines) => (
            <WarningMap
              ref={setMap}
              outlines={outlines}
              warnings={drawn}
              selectedId={id}
              incidents={incidents}
              choose={choose}
            />
          )}
        </OnGround>
      </div>
      <section className={styles.right}>
        {isPhone && id !== null && <h1 className="visually-hidden">{t('warnings.title')}</h1>}
        {isPhone && id !== null && (
          <Link className={styles.back} to="/warnings">
            ‹ {t('warnings.back')}
          </Link>
        )}
        {id === null ? (
          <>
            {!isPhone && <Empty title={t('warnings.pick')} hint={t('warnings.pickHint')} />}
            <Rates />
            <ForecastStatus />
          </>
        ) : (
          <WarningView key={id} id={id} draw={setIncidents} goTo={goTo} />
        )}
      </section>
    </div>
  );
}
