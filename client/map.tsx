import type { Layer, PickingInfo } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import {
  AttributionControl,
  addProtocol,
  Map as MapLibre,
  prewarm,
  ScaleControl,
  setWorkerUrl,
  type TransformStyleFunction,
} from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { Protocol } from 'pmtiles';
import { type Ref, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { BaseMap } from '../server/contract/accounts/base-map.ts';
import type { LngLat } from '../server/contract/areas/geo.ts';
import type { Box } from '../server/contract/console/heat.ts';
import { useWords } from './i18n/use-words.ts';
import { baseStyle, type Ground, type Outlines } from './layers/base-map/base-style.ts';
import { GCJ02, loadGcj02Tile } from './layers/base-map/gcj02-tiles.ts';
import type { Bounds } from './layers/bounds.ts';
import styles from './map.module.css';
import { CALM_FRAME_MS, createPace, FRAME_MS } from './pace.ts';
import { useBaseMap } from './parts/use-base-map.ts';
import { CALM, useMedia } from './parts/use-media.ts';
import { Waiting } from './parts/waiting.tsx';
import { TYPE } from './theme/tokens.ts';

setWorkerUrl(workerUrl);
addProtocol('pmtiles', new Protocol().tile);
addProtocol(GCJ02, loadGcj02Tile);
// The base map is cut into tiles by workers: started with the first map, they come seconds after what lies over it.
prewarm();

/** Px kept free of the map's subject at each side, for panels that lie over it. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** For a map with its legend along the top and the scale at the bottom. */
export const UNDER_LEGEND: Padding = { top: 56, right: 28, bottom: 44, left: 28 };

export interface MapHandle {
  fit: (bounds: Bounds) => void;
  goTo: (place: LngLat, zoom?: number) => void;
  follow: (place: LngLat) => void;
  zoomBy: (steps: number) => void;
}

interface MapProps {
  label: string;
  outlines: Outlines;
  /** First view. Later changes are ignored: the user has the map then. */
  bounds: Bounds;
  /** Where the first view is instead, of somebody who was here before. */
  start?: (LngLat & { zoom: number }) | null;
  padding: Padding;
  layers: readonly Layer[];
  /** Layers that change with time alone; asked for every `FRAME_MS` at most, or `CALM_FRAME_MS`. */
  moving?: (nowMs: number) => readonly Layer[];
  /** The moment they show, where it can stand still: then nothing is drawn anew. */
  moment?: () => number;
  onPick?: (picked: { layerId: string; object: unknown } | null) => void;
  /** Told where on earth the map was clicked. */
  onPlace?: (place: LngLat) => void;
  /**
   * Puts something on the map once it is loaded that lives as long as the map; called anew if it is another. Returns what takes it off. Its
   * sources are named by `TOOL`, by which they outlast a base map that changes below them.
   */
  tool?: (base: MapLibre) => () => void;
  tooltip?: (layerId: string, object: unknown) => string | null;
  /** Told what part of the world is seen, at first and whenever the map came to rest, and its middle once that is another than at first. */
  onView?: (seen: Box & { zoom: number }, moved: LngLat | null) => void;
  ref?: Ref<MapHandle>;
}

/** What the names of a tool's sources begin with. */
export const TOOL = 'tool';

const FIT_MAX_ZOOM = 17;
/** Between press and release of a click: where maps are drawn without a graphics card the page hears of them late. */
const CLICK_MS = 2_000;
/** deck.gl sets these two itself otherwise, over what the class says. */
const TOOLTIP = { backgroundColor: 'var(--raised)', color: 'var(--text)' };

interface Drawn extends Omit<Ground, 'baseMap'> {
  baseMap: BaseMap;
  outlines: Outlines;
}

const styleOf = ({ baseMap, outlines, ...ground }: Drawn) =>
  baseMap?.kind === 'style' ? baseMap.url : baseStyle(outlines, { baseMap, ...ground });

/** A new base map with what a tool has put on the one before. */
const withTool: TransformStyleFunction = (before, next) => {
  const isOfTool = (source: unknown) => typeof source === 'string' && source.startsWith(TOOL);
  const sources = Object.entries(before?.sources ?? {}).filter(([name]) => isOfTool(name));
  const layers = (before?.layers ?? []).filter(
    (layer) => 'source' in layer && isOfTool(layer.source),
  );
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    layers: [...next.layers, ...layers],
  };
};

/** Middle of what the padding leaves free, from the middle of the map; px. */
const offsetOf = ({ top, right, bottom, left }: Padding): [number, number] => [
  (left - right) / 2,
  (top - bottom) / 2,
];

const startOf = ({ start, bounds }: Pick<MapProps, 'start' | 'bounds'>) =>
  start ? { center: [start.lng, start.lat] as [number, number], zoom: start.zoom } : { bounds };

/** Once a base map is there, puts layers between its own: while its sources load they are drawn over all of it, names too, and stay so until told anew. */
const settle = (
  base: MapLibre,
  overlay: RefObject<MapLibreOverlay | null>,
  shown: RefObject<readonly Layer[]>,
) => base.once('idle', () => overlay.current?.setProps({ layers: [...shown.current] }));

const pickOf = (info: PickingInfo) =>
  info.object && info.layer ? { layerId: info.layer.id, object: info.object as unknown } : null;

/** The one place where deck.gl and the base map meet the page. */
export default function MapView(props: MapProps) {
  const { t, language } = useWords();
  const container = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre>(null);
  const overlay = useRef<MapLibreOverlay>(null);
  const { palette, baseMap } = useBaseMap();
  const { outlines, layers, moving, moment } = props;
  const frameMs = useMedia(CALM) ? CALM_FRAME_MS : FRAME_MS;
  const now = { ...props, palette, baseMap, language };
  const latest = useRef(now);
  latest.current = now;

  // A graphics card that was lost (a driver that restarts, a laptop that slept) takes with it all that deck.gl had on it: the map is made
  // anew once there is one again, where it was; in another language too.
  const [life, setLife] = useState(0);
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    setLife((before) => before + 1);
  }, [language]);
  const shown = useRef<readonly Layer[]>([]);
  const [isDrawn, setDrawn] = useState(false);
  const left = useRef<{ center: [number, number]; zoom: number }>(null);
  const isMoved = useRef(false);
  const takeOff = useRef<(() => void) | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another `life` is another map
  useEffect(() => {
    const first = latest.current;
    const base = new MapLibre({
      container: container.current!,
      style: styleOf(first),
      ...(left.current ?? startOf(first)),
      fitBoundsOptions: { padding: first.padding, maxZoom: FIT_MAX_ZOOM },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      localIdeographFontFamily: TYPE.family,
      // A map keeps the language it was made in.
      locale: {
        'Map.Title': first.label,
        'AttributionControl.ToggleAttribution': t('live.attribution'),
        'ScaleControl.Meters': t('unit.m'),
        'ScaleControl.Kilometers': t('unit.km'),
      },
      // Printing reads the canvas after it was shown.
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    });
    base.touchZoomRotate.disableRotation();
    if (first.baseMap) base.addControl(new AttributionControl({ compact: true }), 'bottom-right');
    base.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
    const deck = new MapLibreOverlay({
      interleaved: true,
      layers: [],
      pickingRadius: 6,
      // All lies flat: what is drawn later lies over it. Near the ground the depths of the base map's fills would hide what stands on them.
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
      eventRecognizerOptions: { click: { time: CLICK_MS } },
      onClick: (info) => {
        latest.current.onPick?.(pickOf(info));
        const [lng, lat] = info.coordinate ?? [];
        if (lng !== undefined && lat !== undefined) latest.current.onPlace?.({ lng, lat });
      },
      getTooltip: (info) => {
        const picked = pickOf(info);
        const text = picked && latest.current.tooltip?.(picked.layerId, picked.object);
        return text ? { text, className: styles.tooltip, style: TOOLTIP } : null;
      },
      getCursor: ({ isHovering, isDragging }) =>
        isDragging ? 'grabbing' : isHovering ? 'pointer' : 'grab',
    });
    base.addControl(deck);
    const [began, beganZoom] = [base.getCenter(), base.getZoom()];
    const tellView = () => {
      const [box, { lng, lat }, zoom] = [base.getBounds(), base.getCenter(), base.getZoom()];
      isMoved.current ||= zoom !== beganZoom || lng !== began.lng || lat !== began.lat;
      latest.current.onView?.(
        {
          west: box.getWest(),
          south: box.getSouth(),
          east: box.getEast(),
          north: box.getNorth(),
          zoom,
        },
        isMoved.current ? { lng, lat } : null,
      );
    };
    base.on('moveend', tellView);
    base.on('resize', tellView);
    tellView();
    map.current = base;
    overlay.current = deck;
    container.current!.dataset.ready = 'false';
    setDrawn(false);
    base.once('load', () => setDrawn(true));
    // A style of somebody else's that cannot be had leaves what is over it.
    base.once('error', () => setDrawn(true));
    base.once('idle', () => {
      if (container.current) container.current.dataset.ready = 'true';
    });
    settle(base, overlay, shown);
    base.on('webglcontextrestored', () => setLife((before) => before + 1));
    return () => {
      left.current = { center: base.getCenter().toArray(), zoom: base.getZoom() };
      map.current = null;
      overlay.current = null;
      // A tool cannot be taken off a map that is no more.
      takeOff.current?.();
      base.remove();
    };
  }, [life]);

  const painted = useRef({ baseMap, outlines, palette });
  useEffect(() => {
    const before = painted.current;
    painted.current = { baseMap, outlines, palette };
    const keys = ['baseMap', 'outlines', 'palette'] as const;
    if (keys.every((key) => before[key] === painted.current[key])) return;
    if (!map.current) return;
    map.current.setStyle(styleOf(latest.current), { diff: true, transformStyle: withTool });
    settle(map.current, overlay, shown);
  }, [baseMap, outlines, palette]);

  const { tool } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `life` is another map
  useEffect(() => {
    const base = map.current;
    if (!base || !tool) return;
    const put = () => {
      const off = tool(base);
      takeOff.current = () => {
        takeOff.current = null;
        off();
      };
    };
    // A map is loaded once, and at rest again after its base map was another.
    if (base.loaded()) put();
    else base.once('idle', put);
    return () => {
      base.off('idle', put);
      takeOff.current?.();
    };
  }, [tool, life]);

  useEffect(() => {
    // A layer lives and dies with the map it was first drawn on.
    const still = life === 0 ? layers : layers.map((layer) => layer.clone({}));
    const draw = (nowMs: number) => {
      shown.current = [...still, ...(moving?.(nowMs) ?? [])];
      overlay.current?.setProps({ layers: [...shown.current] });
    };
    const isTime = createPace(performance.now(), frameMs);
    let drawn = moment?.();
    draw(Date.now());
    if (!moving) return;
    let request = requestAnimationFrame(function loop(nowMs) {
      if (isTime(nowMs) && (!moment || moment() !== drawn)) {
        drawn = moment?.();
        draw(Date.now());
      }
      request = requestAnimationFrame(loop);
    });
    return () => cancelAnimationFrame(request);
  }, [layers, moving, moment, life, frameMs]);

  useImperativeHandle(
    props.ref,
    () => ({
      fit: (bounds) =>
        map.current?.fitBounds(bounds, {
          padding: latest.current.padding,
          maxZoom: FIT_MAX_ZOOM,
          duration: 600,
        }),
      goTo: ({ lng, lat }, zoom) =>
        map.current?.easeTo({
          center: [lng, lat],
          zoom: Math.max(map.current.getZoom(), zoom ?? 0),
          offset: offsetOf(latest.current.padding),
          duration: 700,
        }),
      follow: ({ lng, lat }) =>
        map.current?.easeTo({
          center: [lng, lat],
          offset: offsetOf(latest.current.padding),
          duration: 900,
        }),
      zoomBy: (steps) =>
        map.current?.easeTo({ zoom: map.current.getZoom() + steps, duration: 250 }),
    }),
    [],
  );

  return (
    <>
      <div ref={container} className={styles.map} data-testid="map" data-ready="false" />
      {!isDrawn && (
        <div className={styles.drawing} data-testid="map-drawing">
          <Waiting />
        </div>
      )}
    </>
  );
}
