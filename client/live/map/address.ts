import type { LngLat } from '../../../server/contract/areas/geo.ts';
import {
  LAYER_KEYS,
  LAYERS_AT_FIRST,
  type LayerKey,
  type Selection,
  type StudyOnMap,
  type ViewPlace,
} from './view.ts';

/** What of the live map its address holds; what is left out is as at first. */
export interface Looked {
  selection: Selection | null;
  shown: Record<LayerKey, boolean>;
  place: ViewPlace | null;
  pin: LngLat | null;
  study: StudyOnMap | null;
}

const KEYS = {
  selection: 'on',
  layers: 'layers',
  place: 'at',
  pin: 'pin',
  study: 'study',
} as const;

const NUMBERED = ['officer', 'grid', 'place', 'warning'] as const;

const selectionOf = (text: string): Selection | null => {
  const [kind, ...rest] = text.split(':');
  const id = rest.join(':');
  if (kind === 'incident' && id !== '') return { kind, id };
  const numbered = NUMBERED.find((one) => one === kind);
  return numbered && /^\d{1,15}$/.test(id) ? { kind: numbered, id: Number(id) } : null;
};

/** So many numbers, each within its limits. */
const numbersOf = (text: string, limits: readonly (readonly [number, number])[]) => {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isGood =
    numbers.length === limits.length &&
    limits.every(([least, most], k) => numbers[k]! >= least && numbers[k]! <= most);
  return isGood ? numbers : null;
};

const LNG = [-180, 180] as const;
/** What a Mercator map shows. */
const LAT = [-85, 85] as const;

const pinOf = (text: string): LngLat | null => {
  const [lng, lat] = numbersOf(text, [LNG, LAT]) ?? [];
  return lng === undefined ? null : { lng, lat: lat! };
};

const placeOf = (text: string): ViewPlace | null => {
  const [lng, lat, zoom] = numbersOf(text, [LNG, LAT, [0, 24]]) ?? [];
  return lng === undefined ? null : { lng, lat: lat!, zoom: zoom! };
};

/** Its id, and the distance after a colon. */
const studyOf = (text: string): StudyOnMap | null => {
  const [, id, distance] = /^(\d{1,9})(?::(\d{1,8}(?:\.\d{1,6})?))?$/.exec(text) ?? [];
  return id ? { id: Number(id), distance: distance ? Number(distance) : null } : null;
};

const shownOf = (keys: readonly string[]): Record<LayerKey, boolean> =>
  Object.fromEntries(LAYER_KEYS.map((key) => [key, keys.includes(key)])) as Record<
    LayerKey,
    boolean
  >;

/** Reads it from search parameters: null where they say nothing; what is unknown is left out. */
export const readLooked = (params: URLSearchParams): Looked | null => {
  if (!Object.values(KEYS).some((key) => params.has(key))) return null;
  const layers = params.get(KEYS.layers);
  return {
    selection: selectionOf(params.get(KEYS.selection) ?? ''),
    shown: layers === null ? LAYERS_AT_FIRST : shownOf(layers.split(',')),
    place: placeOf(params.get(KEYS.place) ?? ''),
    pin: pinOf(params.get(KEYS.pin) ?? ''),
    study: studyOf(params.get(KEYS.study) ?? ''),
  };
};

/** The search parameters of a look, as readLooked reads them. */
export const writeLooked = ({ selection, shown, place, pin, study }: Looked): URLSearchParams => {
  const layers = LAYER_KEYS.filter((key) => shown[key]);
  const isAtFirst = LAYER_KEYS.every((key) => shown[key] === LAYERS_AT_FIRST[key]);
  return new URLSearchParams({
    ...(selection && { [KEYS.selection]: `${selection.kind}:${selection.id}` }),
    ...(!isAtFirst && { [KEYS.layers]: layers.join(',') }),
    ...(place && {
      [KEYS.place]: `${place.lng.toFixed(5)},${place.lat.toFixed(5)},${place.zoom.toFixed(2)}`,
    }),
    ...(pin && { [KEYS.pin]: `${pin.lng.toFixed(5)},${pin.lat.toFixed(5)}` }),
    ...(study && {
      [KEYS.study]: study.distance === null ? `${study.id}` : `${study.id}:${study.distance}`,
    }),
  });
};
