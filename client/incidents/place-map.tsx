import { useMemo } from 'react';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import { useWords } from '../i18n/use-words.ts';
import { roundPlace } from '../layers/bounds.ts';
import { caseLayers } from '../layers/case.ts';
import MapView from '../map.tsx';
import { Failure } from '../parts/failure.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { Waiting } from '../parts/waiting.tsx';

const PADDING = { top: 24, right: 24, bottom: 32, left: 24 };

/** Where one thing is. */
export default function PlaceMap({ place }: { place: LngLat }) {
  const { t } = useWords();
  const { palette } = useBaseMap();
  const { error, outlines, retry } = useOutlines();
  const bounds = useMemo(() => roundPlace(place), [place]);
  const layers = useMemo(() => caseLayers(place, undefined, palette), [place, palette]);
  if (error) return <Failure error={error} retry={retry} />;
  if (!outlines) return <Waiting />;
  return (
    <MapView
      label={t('incidents.map')}
      outlines={outlines}
      bounds={bounds}
      padding={PADDING}
      layers={layers}
    />
  );
}
