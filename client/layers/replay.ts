import type { Layer } from '@deck.gl/core';
import { TripsLayer } from '@deck.gl/geo-layers';
import { ScatterplotLayer } from '@deck.gl/layers';
import { placeAt, type Trip, type Walk } from '../replay/walks.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

interface Then {
  walks: readonly Walk[];
  trips: readonly Trip[];
  gapMs: number;
  /** Since the beginning of the period, ms. */
  atMs: number;
  /** How long a way stays to be seen, s of then. */
  trailS: number;
  palette: Palette;
}

/** Off every map. */
const NOWHERE: [number, number] = [0, 89];

/** Everybody at a moment of the past: where they were, and the way they came in the colour of its verdict. */
export const replayLayers = ({ atMs, gapMs, palette, trailS, trips, walks }: Then): Layer[] => {
  return [
    new TripsLayer<Trip>({
      id: 'replay-ways',
      data: trips as Trip[],
      getPath: ({ path }) => path as unknown as [number, number][],
      positionFormat: 'XY',
      getTimestamps: ({ timestamps }) => timestamps,
      getColor: ({ standing }) => rgba(palette.standing[standing]),
      currentTime: atMs / 1000,
      trailLength: trailS,
      fadeTrail: true,
      getWidth: 3,
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
      updateTriggers: { getColor: palette },
    } as ConstructorParameters<typeof TripsLayer<Trip>>[0]),
    new ScatterplotLayer<Walk>({
      id: 'replay-heads',
      data: walks,
      pickable: true,
      getPosition: (walk) => placeAt(walk, atMs, gapMs) ?? NOWHERE,
      getFillColor: rgba(palette.accent),
      getLineColor: rgba('#ffffff'),
      getRadius: 6,
      radiusUnits: 'pixels',
      stroked: true,
      getLineWidth: 1.6,
      lineWidthUnits: 'pixels',
      updateTriggers: { getPosition: atMs },
    }),
  ];
};

/** The reach round a place. */
export const reachLayer = (
  near: { lng: number; lat: number; withinM: number },
  palette: Palette,
): Layer =>
  new ScatterplotLayer<typeof near>({
    id: 'replay-reach',
    data: [near],
    getPosition: ({ lng, lat }) => [lng, lat],
    getRadius: ({ withinM }) => withinM,
    getFillColor: rgba(palette.incident, 0.08),
    getLineColor: rgba(palette.incident, 0.9),
    stroked: true,
    getLineWidth: 1.5,
    lineWidthUnits: 'pixels',
  });
