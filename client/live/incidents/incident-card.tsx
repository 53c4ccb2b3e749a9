import { useQuery } from '@tanstack/react-query';
import { Image } from 'antd';
import { Link } from 'react-router';
import { foundQuery, incidentQuery, photoAddress } from '../../api/incidents.ts';
import { useWords } from '../../i18n/use-words.ts';
import { incidentPath } from '../../incidents/question.ts';
import { Failure } from '../../parts/failure.tsx';
import { ListSkeleton } from '../../parts/list-skeleton.tsx';
import { useGridName } from '../../parts/use-grid-name.ts';
import { nearBy } from '../../replay/question.ts';
import { type Selection, useView } from '../map/view.ts';
import { Card, cardStyles, Facts } from '../panel/card.tsx';
import { useIncidentWords } from './use-incidents.ts';

const PHOTO_PX = 96;

interface IncidentCardProps {
  id: string;
  show: (target: Selection) => void;
}

/** One incident, with what its finder said and showed of it. */
export const IncidentCard = ({ id, show }: IncidentCardProps) => {
  const { t } = useWords();
  const incidentWords = useIncidentWords();
  const gridName = useGridName();
  const { pinAt, select } = useView();
  const incident = useQuery(incidentQuery(id));
  const current = incident.data?.current;
  const [kind, ...more] = current ? incidentWords(current).split('\n') : [''];
  return (
    <Card title={kind!} subtitle={id}>
      {incident.isLoadingError && <Failure error={incident.error} retry={incident.refetch} />}
      {incident.data && !current && <p>{t('live.withdrawn')}</p>}
      {current && (
        <Facts
          rows={[
            [t('live.when'), more.at(-1)],
            [t('live.state'), more[0]],
            [
              t('live.grid'),
              current.gridId === null ? (
                '—'
              ) : (
                <button
                  key="grid"
                  type="button"
                  className={cardStyles.link}
                  onClick={() => show({ kind: 'grid', id: current.gridId! })}
                >
                  {gridName(current.gridId)}
                </button>
              ),
            ],
            [t('live.reportedBy'), current.reportedBy ?? '—'],
            [
              t('live.near.title'),
              <button
                key="walk"
                type="button"
                className={cardStyles.link}
                onClick={() => {
                  pinAt(current.position);
                  select(null);
                }}
              >
                {t('live.near.whoNow')}
              </button>,
            ],
            [
              t('replay.title'),
              <Link key="near" to={nearBy(current.position, Date.parse(current.from))}>
                {t('replay.whoWasNear')}
              </Link>,
            ],
          ]}
        />
      )}
      <Found id={id} />
      <p className={cardStyles.ways}>
        <Link to={incidentPath(id)}>{t('live.incidentPage')}</Link>
      </p>
    </Card>
  );
};

/** Words and photos of who found it. */
export const Found = ({ id }: { id: string }) => {
  const { t } = useWords();
  const found = useQuery(foundQuery(id));
  if (found.isPending) return <ListSkeleton />;
  if (found.isLoadingError) return <Failure error={found.error} retry={found.refetch} />;
  const { text, photos } = found.data;
  return (
    <section data-testid="found">
      {text === null && photos.length === 0 && <p>{t('live.noFound')}</p>}
      {text !== null && <p>{text}</p>}
      <Image.PreviewGroup>
        {photos.map((photo, k) => (
          <Image
            key={photo}
            width={PHOTO_PX}
            height={PHOTO_PX}
            style={{ objectFit: 'cover' }}
            src={photoAddress(id, photo)}
            alt={t('live.photo', { count: k + 1 })}
          />
        ))}
      </Image.PreviewGroup>
    </section>
  );
};
