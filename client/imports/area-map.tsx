import type { Feature, Geometry } from 'geojson';
import { useEffect, useMemo, useRef } from 'react';
import type { AreaDefect, DefectPlace } from '../../server/contract/areas/area-import.ts';
import { toWgs84 } from '../../server/contract/areas/datum.ts';
import type { Datum } from '../../server/contract/areas/geo.ts';
import { saidOf } from '../i18n/said-of.ts';
import { useWords } from '../i18n/use-words.ts';
import { areaPreviewLayers, type Placed, type Previewed } from '../layers/area-preview.ts';
import type { Outlines } from '../layers/base-map/base-style.ts';
import { boundsOf, positionsOf, viewOf } from '../layers/bounds.ts';
import MapView, { type MapHandle } from '../map.tsx';
import { useBaseMap } from '../parts/use-base-map.ts';
import styles from './imports.module.css';

interface AreaMapProps {
  features: readonly unknown[];
  /** What their degrees are of. */
  datum: Datum;
  labelKey: string;
  defects: readonly AreaDefect[];
  /** Where some of the defects lie. */
  places: readonly DefectPlace[];
  /** The defect that is looked at, by its place in the list. */
  looked: number | null;
  /** What is on record, beneath. */
  outlines: Outlines;
}

const PADDING = { top: 24, right: 24, bottom: 36, left: 24 };

const isOnEarth = ([lng, lat]: [number, number]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 85;

/** A geometry of some datum as it lies on the map. */
function onMap(geometry: Geometry, datum: Datum): Geometry {
  if (datum === 'wgs84' || !('coordinates' in geometry)) return geometry;
  const move = (at: unknown): unknown => {
    if (!Array.isArray(at)) return at;
    const [x, y] = at;
    if (typeof x !== 'number' || typeof y !== 'number') return at.map(move);
    const { lng, lat } = toWgs84({ lng: x, lat: y }, datum);
    return [lng, lat];
  };
  return { ...geometry, coordinates: move(geometry.coordinates) } as Geometry;
}

/** The areas of a file on the map, and where in them what is wrong lies, each with what it is. */
export default function AreaMap({ datum, defects, features, labelKey, ...rest }: AreaMapProps) {
  const { looked, outlines, places } = rest;
  const { t } = useWords();
  const { palette, beforeId } = useBaseMap();
  const map = useRef<MapHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { bounds, drawn } = useMemo(() => {
    const drawable = features.flatMap((raw, place): Previewed[] => {
      const { geometry, properties } = raw as Feature;
      const positions = positionsOf(geometry);
      if (positions.length === 0 || !positions.every(isOnEarth)) return [];
      const label = String(properties?.[labelKey] ?? place);
      return [{ type: 'Feature', geometry: onMap(geometry, datum), properties: { place, label } }];
    });
    const bounds = viewOf(drawable.flatMap(({ geometry }) => positionsOf(geometry)));
    return { drawn: drawable, bounds };
  }, [features, datum, labelKey]);
  const wrong = useMemo(() => {
    const byPlace = new Map<number, string[]>();
    for (const { defect, feature } of defects)
      if (feature !== null)
        byPlace.set(feature, [...(byPlace.get(feature) ?? []), t(`imports.areaDefect.${defect}`)]);
    return byPlace;
  }, [defects, t]);
  const placed = useMemo(
    () =>
      places.map(({ defect, ground }): Placed => {
        const { code, defect: what, problems } = defects[defect]!;
        const said = [t(`imports.areaDefect.${what}`), saidOf(problems, t) ?? ''].filter(Boolean);
        return {
          type: 'Feature',
          geometry: ground,
          properties: { defect, label: code ?? '', said },
        };
      }),
    [places, defects, t],
  );
  const layers = useMemo(
    () => areaPreviewLayers(drawn, { defective: new Set(wrong.keys()), placed, palette, beforeId }),
    [drawn, wrong, placed, palette, beforeId],
  );
  useEffect(() => {
    if (looked === null) return;
    const own = placed.filter(({ properties }) => properties.defect === looked);
    const whole = drawn.filter(({ properties }) => properties.place === defects[looked]?.feature);
    const around = boundsOf(
      (own.length > 0 ? own : whole).flatMap(({ geometry }) => positionsOf(geometry)),
    );
    if (!around) return;
    frame.current?.scrollIntoView({ block: 'center' });
    map.current?.fit(around);
  }, [looked, placed, drawn, defects]);
  return (
    <div ref={frame} className={styles.map} data-testid="area-map">
      <MapView
        ref={map}
        key={bounds.flat().join()}
        label={t('imports.map')}
        outlines={outlines}
        bounds={bounds}
        padding={PADDING}
        layers={layers}
        tooltip={(_, object) => {
          const { properties } = object as Previewed | Placed;
          const said = 'said' in properties ? properties.said : wrong.get(properties.place);
          return [properties.label, ...(said ?? [])].join('\n');
        }}
      />
    </div>
  );
}
