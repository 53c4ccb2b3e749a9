import { useMemo } from 'react';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Track } from '../../server/contract/fixes/track.ts';
import { roundPlace } from '../layers/bounds.ts';
import { caseLayers } from '../layers/case.ts';
import MapView from '../map.tsx';
import { Failure } from '../parts/failure.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import { useOutlines } from '../parts/use-outlines.ts';
import { Waiting } from '../parts/waiting.tsx';

const PADDING = { top: 24, right: 24, bottom: 32, left: 24 };

interface PlaceMapProps {
  label: string;
  place: LngLat;
  /** The way of who went there. */
  track?: Track | undefined;
}

/** Where one thing is. */
export default function PlaceMap({ label, place, track }: PlaceMapProps) {
  const { palette } = useBaseMap();
  const { error, outlines, retry } = useOutlines();
  const bounds = useMemo(() => roundPlace(place), [place]);
  const layers = useMemo(() => caseLayers(place, track, palette), [place, track, palette]);
  if (error) return <Failure error={error} retry={retry} />;
  if (!outlines) return <Waiting />;
  return (
    <MapView label={label} outlines={outlines} bounds={bounds} padding={PADDING} layers={layers} />
  );
}
