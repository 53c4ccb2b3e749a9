import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Counterpart } from '../../server/contract/patrols/counterpart.ts';
import { placeAt, type Timed } from '../evidence/map/track.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** The columns of a counterpart as places in time. */
export const placesOf = ({ fixes: { t, lng, lat } }: Counterpart): Timed[] =>
  t.map((at, i) => ({ t: at, lng: lng[i]!, lat: lat[i]! }));

/** The track a signal rests on, and where its walker was at the replay's moment, told by how much later the patrol was there. */
export const counterpartLayers = (
  counterpart: Counterpart,
  places: readonly Timed[],
  atMs: number,
  palette: Palette,
): Layer[] => {
  const walker = placeAt(places, atMs - counterpart.laterMs);
  return [
    new PathLayer<readonly Timed[]>({
      id: 'counterpart',
      data: [places],
      getPath: (track) => track.map(({ lng, lat }) => [lng, lat] as [number, number]),
      getColor: rgba(palette.incident, 0.9),
      getWidth: 2,
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
    }),
    new ScatterplotLayer<LngLat>({
      id: 'counterpart-walker',
      data: walker ? [walker] : [],
      getPosition: ({ lng, lat }) => [lng, lat],
      getFillColor: rgba(palette.incident),
      getLineColor: rgba('#ffffff'),
      getRadius: 7,
      radiusUnits: 'pixels',
      stroked: true,
      getLineWidth: 2.5,
      lineWidthUnits: 'pixels',
    }),
  ];
};
