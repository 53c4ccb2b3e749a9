import { useQuery } from '@tanstack/react-query';
import { WEEK_MS } from '../../../server/contract/units.ts';
import { foundByQuery } from '../../api/incidents.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Selection } from '../map/view.ts';
import { useTodayStart } from '../officers/use-today.ts';
import { cardStyles } from '../panel/card.tsx';
import { useIncidentWords } from './use-incidents.ts';

/** What an officer found in a week, each a way to its card with the words and photos. */
export const FoundBy = ({
  officerId,
  show,
}: {
  officerId: number;
  show: (target: Selection) => void;
}) => {
  const { t } = useWords();
  const incidentWords = useIncidentWords();
  const { data: found } = useQuery(foundByQuery(officerId, useTodayStart() - WEEK_MS));
  return (
    <section data-testid="found-by">
      <h3>{t('live.foundWeek')}</h3>
      {found?.length === 0 && <p>{t('live.foundNone')}</p>}
      <ul className={cardStyles.patrols}>
        {found?.map((incident) => (
          <li key={incident.id}>
            <button
              type="button"
              className={cardStyles.link}
              onClick={() => show({ kind: 'incident', id: incident.id })}
            >
              {incidentWords(incident).replaceAll('\n', ' · ')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
