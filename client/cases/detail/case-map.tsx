import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { CaseDetail } from '../../../server/contract/cases/detail.ts';
import { trackQuery } from '../../api/track.ts';
import { useWords } from '../../i18n/use-words.ts';
import { roundPlace } from '../../layers/bounds.ts';
import { caseLayers } from '../../layers/case.ts';
import MapView from '../../map.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useOutlines } from '../../parts/use-outlines.ts';
import styles from '../cases.module.css';
import { handlingOf } from './handling.ts';

const PADDING = { top: 24, right: 24, bottom: 32, left: 24 };

/** Where a case is; on request, the way of its officer from the call to the report, which is a look on record. */
export default function CaseMap({ detail }: { detail: CaseDetail }) {
  const { t } = useWords();
  const { palette } = useBaseMap();
  const { outlines } = useOutlines();
  const [asked, setAsked] = useState<ReturnType<typeof handlingOf>>(null);
  const { position } = detail.case;
  const track = useQuery({
    ...trackQuery(asked?.officerId ?? 0, asked?.from ?? '', asked?.to ?? ''),
    enabled: asked !== null,
  });
  const bounds = useMemo(() => roundPlace(position), [position]);
  const layers = useMemo(
    () => caseLayers(position, track.data, palette),
    [position, track.data, palette],
  );
  if (!outlines) return null;
  const handling = handlingOf(detail, Date.now());
  return (
    <>
      <div className={styles.map}>
        <MapView
          label={t('cases.map')}
          outlines={outlines}
          bounds={bounds}
          padding={PADDING}
          layers={layers}
        />
      </div>
      {handling && !asked && (
        <p>
          <Button size="small" onClick={() => setAsked(handling)} data-testid="case-track">
            {t('cases.showTrack')}
          </Button>{' '}
          <small className={styles.note}>{t('cases.trackOnRecord')}</small>
        </p>
      )}
      {track.isError && <Failure error={track.error} retry={track.refetch} />}
      {track.data && (
        <p className={styles.note} data-testid="case-track-said">
          {track.data.features.length === 0 ? t('cases.noTrack') : t('cases.trackShown')}
        </p>
      )}
    </>
  );
}
