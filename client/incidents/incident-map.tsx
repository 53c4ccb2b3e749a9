import { useMemo } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { outlineBounds } from '../layers/bounds.ts';
import { incidentPointLayer } from '../layers/incident-points.ts';
import MapView from '../map.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import type { useOutlines } from '../parts/use-outlines.ts';
import type { Frame } from './columns.ts';

interface IncidentMapProps {
  outlines: NonNullable<ReturnType<typeof useOutlines>['outlines']>;
  frame: Frame;
  rows: Uint32Array;
  tipOf: (row: number) => string;
  open: (row: number) => void;
}

const PADDING = { top: 20, right: 20, bottom: 30, left: 20 };

/** Where the incidents are that the brushes leave. */
export default function IncidentMap({ frame, open, outlines, rows, tipOf }: IncidentMapProps) {
  const { t } = useWords();
  const { palette } = useBaseMap();
  const bounds = useMemo(() => outlineBounds(outlines), [outlines]);
  const layers = useMemo(
    () => [incidentPointLayer({ ...frame, rows }, palette)],
    [frame, rows, palette],
  );
  const rowOf = (object: unknown) => (object as { row: number }).row;
  return (
    <MapView
      label={t('incidents.map')}
      outlines={outlines}
      bounds={bounds}
      padding={PADDING}
      layers={layers}
      tooltip={(layerId, object) => (layerId === 'incident-points' ? tipOf(rowOf(object)) : null)}
      onPick={(picked) => {
        if (picked?.layerId === 'incident-points') open(rowOf(picked.object));
      }}
    />
  );
}
