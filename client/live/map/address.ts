import {
  LAYER_KEYS,
  LAYERS_AT_FIRST,
  type LayerKey,
  type Selection,
  type ViewPlace,
} from './view.ts';

/** What of the live map its address holds; what is left out is as at first. */
export interface Looked {
  selection: Selection | null;
  shown: Record<LayerKey, boolean>;
  place: ViewPlace | null;
}

const KEYS = { selection: 'on', layers: 'layers', place: 'at' } as const;

const selectionOf = (text: string): Selection | null => {
  const [kind, ...rest] = text.split(':');
  const id = rest.join(':');
  if (kind === 'incident' && id !== '') return { kind, id };
  if ((kind === 'officer' || kind === 'grid') && /^\d{1,15}$/.test(id))
    return { kind, id: Number(id) };
  return null;
};

const placeOf = (text: string): ViewPlace | null => {
  const [lng, lat, zoom, ...more] = text.split(',').map(Number);
  const isPlace =
    more.length === 0 &&
    Math.abs(lng ?? Number.NaN) <= 180 &&
    Math.abs(lat ?? Number.NaN) <= 85 &&
    (zoom ?? Number.NaN) >= 0 &&
    (zoom ?? Number.NaN) <= 24;
  return isPlace ? { lng: lng!, lat: lat!, zoom: zoom! } : null;
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
  };
};

/** The search parameters of a look, as readLooked reads them. */
export const writeLooked = ({ selection, shown, place }: Looked): URLSearchParams => {
  const layers = LAYER_KEYS.filter((key) => shown[key]);
  const isAtFirst = LAYER_KEYS.every((key) => shown[key] === LAYERS_AT_FIRST[key]);
  return new URLSearchParams({
    ...(selection && { [KEYS.selection]: `${selection.kind}:${selection.id}` }),
    ...(!isAtFirst && { [KEYS.layers]: layers.join(',') }),
    ...(place && {
      [KEYS.place]: `${place.lng.toFixed(5)},${place.lat.toFixed(5)},${place.zoom.toFixed(2)}`,
    }),
  });
};
