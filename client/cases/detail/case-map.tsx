import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { trackQuery } from '../../api/track.ts';
import { useWords } from '../../i18n/use-words.ts';
import PlaceMap from '../../incidents/place-map.tsx';
import { Failure } from '../../parts/failure.tsx';
import styles from '../cases.module.css';
import { handlingOf } from './handling.ts';

/** Where a case is; on request, the way of its officer from the call to the report, which is a look on record. */
export default function CaseMap({ detail }: { detail: CaseDetail }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<ReturnType<typeof handlingOf>>(null);
  const { position } = detail.case;
  const track = useQuery({
    ...trackQuery(asked?.officerId ?? 0, asked?.from ?? '', asked?.to ?? ''),
    enabled: asked !== null,
  });
  const handling = handlingOf(detail, Date.now());
  return (
    <>
      <div className={styles.map}>
        <PlaceMap label={t('cases.map')} place={position} track={track.data} />
      </div>
      {handling && !asked && (
        <p>
          <Button size="small" onClick={() => setAsked(handling)} data-testid="case-track">
            {t('cases.showTrack')}
          </Button>{' '}
          <small className={styles.note}>{t('cases.trackOnRecord')}</small>
        </p>
      )}
      {track.isLoadingError && <Failure error={track.error} retry={track.refetch} />}
      {track.data && (
        <p className={styles.note} data-testid="case-track-said">
          {track.data.features.length === 0 ? t('cases.noTrack') : t('cases.trackShown')}
        </p>
      )}
    </>
  );
}
