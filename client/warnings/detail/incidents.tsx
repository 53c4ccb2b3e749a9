import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import type { WarningVersion } from '../../../server/contract/warnings/warning.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { incidentsOfQuery } from '../api.ts';
import styles from './detail.module.css';

interface IncidentsProps {
  id: number;
  shown: WarningVersion;
  /** Draws them on the map. */
  draw: (incidents: readonly Incident[]) => void;
  goTo: (incident: Incident) => void;
}

const NONE: readonly Incident[] = [];

/** The incidents a warning rests on; fetched once asked for, as there may be many. */
export const Incidents = ({ id, shown, draw, goTo }: IncidentsProps) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const [isAsked, setAsked] = useState(false);
  const count = new Set(shown.findings.flatMap(({ incidentIds }) => incidentIds)).size;
  const query = useQuery({ ...incidentsOfQuery(id, shown.version), enabled: isAsked });
  const found = query.data?.incidents ?? NONE;
  useEffect(() => {
    draw(found);
    return () => draw(NONE);
  }, [found, draw]);
  return (
    <section className={styles.part}>
      <h3>{t('warnings.incidents', { count })}</h3>
      {!isAsked ? (
        <Button size="small" onClick={() => setAsked(true)} disabled={count === 0}>
          {t('warnings.incidentsShow')}
        </Button>
      ) : query.isPending ? (
        <ListSkeleton />
      ) : query.isLoadingError ? (
        <Failure error={query.error} retry={query.refetch} />
      ) : (
        <>
          <ul className={styles.incidents}>
            {found.map((incident) => (
              <li key={incident.id}>
                <button type="button" onClick={() => goTo(incident)}>
                  <span className="figure">{formatAt(incident.from, timeZone, 'MM-DD HH:mm')}</span>
                  <span>{categoryName(incident.category)}</span>
                  <span>{t(`live.severity.${incident.severity}`)}</span>
                </button>
              </li>
            ))}
          </ul>
          {query.data.missing > 0 && (
            <p className={styles.note}>
              {t('warnings.incidentsMissing', { count: query.data.missing })}
            </p>
          )}
        </>
      )}
    </section>
  );
};
