import { useQuery } from '@tanstack/react-query';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { nearQuery } from '../../api/messages.ts';
import { agoText } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useNow } from '../../parts/use-now.ts';
import { type Selection, useView } from '../map/view.ts';
import { Card, cardStyles } from '../panel/card.tsx';

interface PlaceCardProps {
  place: LngLat;
  show: (target: Selection) => void;
}

/** A place somebody means, and who is soonest there on foot: each a way to the officer, to whom a message then names the place. */
export const PlaceCard = ({ place, show }: PlaceCardProps) => {
  const { t } = useWords();
  const nowMs = useNow(1_000);
  const pinAt = useView((v) => v.pinAt);
  const near = useQuery(nearQuery(place));
  return (
    <Card
      title={t('live.near.title')}
      subtitle={`WGS-84 ${place.lng.toFixed(5)}, ${place.lat.toFixed(5)}`}
      close={() => pinAt(null)}
    >
      {near.isPending && <ListSkeleton />}
      {near.isLoadingError && <Failure error={near.error} retry={near.refetch} />}
      {near.data && near.data.length === 0 && (
        <p className={cardStyles.none}>{t('live.near.none')}</p>
      )}
      {near.data && near.data.length > 0 && (
        <>
          <ol className={cardStyles.near}>
            {near.data.map(({ name, officerId, t: seenMs, walkMin }) => (
              <li key={officerId} data-testid="near">
                <button
                  type="button"
                  className={cardStyles.link}
                  onClick={() => show({ kind: 'officer', id: officerId })}
                >
                  {name}
                </button>
                <span className="figure">{t('live.near.walk', { minutes: walkMin })}</span>
                <small>{t('live.near.seen', { ago: agoText(t, nowMs - seenMs) })}</small>
              </li>
            ))}
          </ol>
          <small>{t('live.near.hint')}</small>
        </>
      )}
    </Card>
  );
};
