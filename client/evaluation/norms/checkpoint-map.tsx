import { useMemo } from 'react';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Checkpoint } from '../../../server/contract/norms/norm.ts';
import { useWords } from '../../i18n/use-words.ts';
import { outlineBounds, viewOf } from '../../layers/bounds.ts';
import { checkpointLayers } from '../../layers/checkpoints.ts';
import MapView from '../../map.tsx';
import { OnGround } from '../../parts/on-ground.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useOutlines } from '../../parts/use-outlines.ts';
import styles from './norms.module.css';

const PADDING = { top: 24, right: 24, bottom: 36, left: 24 };

interface CheckpointMapProps {
  checkpoints: readonly (Checkpoint | undefined)[];
  onPlace: (position: LngLat) => void;
}

/** Checkpoints on the map, over the areas; a click is a place for another. */
export default function CheckpointMap({ checkpoints, onPlace }: CheckpointMapProps) {
  const { t } = useWords();
  const { palette } = useBaseMap();
  const ground = useOutlines();
  const { outlines } = ground;
  // While a row is being filled in it may have no place.
  const placed = checkpoints.filter(
    (one): one is Checkpoint => one?.position?.lng != null && one.position.lat != null,
  );
  const layers = checkpointLayers(placed, palette);
  const bounds = useMemo(() => (outlines ? outlineBounds(outlines) : viewOf([])), [outlines]);
  return (
    <div className={styles.map}>
      <OnGround ground={ground}>
        {(areas) => (
          <MapView
            label={t('evaluation.norm.group.checkpoints')}
            outlines={areas}
            bounds={bounds}
            padding={PADDING}
            layers={layers}
            onPlace={onPlace}
            tooltip={(_, object) => {
              const { id, name } = object as Checkpoint;
              return name ? `${id} ${name}` : id;
            }}
          />
        )}
      </OnGround>
    </div>
  );
}
