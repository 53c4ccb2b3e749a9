import type { Feature } from 'geojson';
import { useMemo } from 'react';
import type { AreaDefect } from '../../server/contract/areas/area-import.ts';
import { useWords } from '../i18n/use-words.ts';
import { areaPreviewLayers, type Previewed } from '../layers/area-preview.ts';
import type { Outlines } from '../layers/base-map/base-style.ts';
import { positionsOf, viewOf } from '../layers/bounds.ts';
import MapView from '../map.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import styles from './imports.module.css';

interface AreaMapProps {
  features: readonly unknown[];
  labelKey: string;
  defects: readonly AreaDefect[];
  /** What is on record, beneath. */
  outlines: Outlines;
}

const PADDING = { top: 24, right: 24, bottom: 36, left: 24 };

const isOnEarth = ([lng, lat]: [number, number]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 85;

/** The areas of a file on the map, those with defects marked, each with what is wrong with it. */
export default function AreaMap({ features, labelKey, defects, outlines }: AreaMapProps) {
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const { bounds, drawn } = useMemo(() => {
    const drawable = features.flatMap((raw, place): Previewed[] => {
      const { geometry, properties } = raw as Feature;
      const positions = positionsOf(geometry);
      if (positions.length === 0 || !positions.every(isOnEarth)) return [];
      const label = String(properties?.[labelKey] ?? place);
      return [{ type: 'Feature', geometry, properties: { place, label } } as Previewed];
    });
    const bounds = viewOf(drawable.flatMap(({ geometry }) => positionsOf(geometry)));
    return { drawn: drawable, bounds };
  }, [features, labelKey]);
  const wrong = useMemo(() => {
    const byPlace = new Map<number, string[]>();
    for (const { defect, feature } of defects)
      if (feature !== null)
        byPlace.set(feature, [...(byPlace.get(feature) ?? []), t(`imports.areaDefect.${defect}`)]);
    return byPlace;
  }, [defects, t]);
  const layers = useMemo(
    () => areaPreviewLayers(drawn, { defective: new Set(wrong.keys()), palette, beforeId }),
    [drawn, wrong, palette, beforeId],
  );
  return (
    <div className={styles.map}>
      <MapView
        key={bounds.flat().join()}
        label={t('imports.map')}
        outlines={outlines}
        bounds={bounds}
        padding={PADDING}
        layers={layers}
        tooltip={(_, object) => {
          const { label, place } = (object as Previewed).properties;
          return [label, ...(wrong.get(place) ?? [])].join('\n');
        }}
      />
    </div>
  );
}
