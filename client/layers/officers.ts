import { IconLayer, LineLayer, PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { OfficerState } from '../../server/contract/console/console.ts';
import type { Activity } from '../live/officers/activity.ts';
import type { Palette } from '../theme/tokens.ts';
import { type Rgba, rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

/** An officer with all that drawing needs worked out once a frame from the server. */
export interface DrawnOfficer {
  state: OfficerState;
  activity: Activity;
  /** Degrees clockwise from north; null: not known. */
  headingDeg: number | null;
}

interface OfficersState {
  officers: readonly DrawnOfficer[];
  selectedId: number | null;
  palette: Palette;
}

const colourOf = ({ state, activity }: DrawnOfficer, palette: Palette, opacity = 1): Rgba => {
  if (activity === 'silent') return rgba(palette.standing.none, opacity);
  return rgba(state.inGrid === false ? palette.standing.incomplete : palette.accent, opacity);
};

/** Recent trails, fading towards their oldest end; the last step is drawn by the moving head. */
export const trailLayer = ({ officers, selectedId, palette }: OfficersState) =>
  new PathLayer<DrawnOfficer>({
    id: 'trails',
    data: officers.filter((o) => o.activity !== 'silent' && o.state.trail.length > 2),
    getPath: (o) => o.state.trail.slice(0, -1).map(([lng, lat]): [number, number] => [lng, lat]),
    getColor: ((o: DrawnOfficer) => {
      const points = o.state.trail.slice(0, -1);
      return points.map((_, i) => colourOf(o, palette, (0.85 * (i + 1)) / points.length));
    }) as unknown as Rgba,
    getWidth: (o) => (o.state.officerId === selectedId ? 4 : 2),
    widthUnits: 'pixels',
    capRounded: true,
    jointRounded: true,
    updateTriggers: { getColor: [palette], getWidth: [selectedId] },
  });

/** Dots, headings and last steps at the places of this very moment. */
export const headLayers = (
  { officers, selectedId, palette }: OfficersState,
  placeOf: (officerId: number) => LngLat,
  nowMs: number,
) => {
  const at = ({ state }: DrawnOfficer): [number, number] => {
    const { lng, lat } = placeOf(state.officerId);
    return [lng, lat];
  };
  const awake = officers.filter((o) => o.activity !== 'silent' && o.state.trail.length > 2);
  return [
    new LineLayer<DrawnOfficer>({
      id: 'last-steps',
      data: awake,
      getSourcePosition: (o) => o.state.trail.at(-2)!.slice(0, 2) as [number, number],
      getTargetPosition: at,
      getColor: (o) => colourOf(o, palette, 0.85),
      getWidth: (o) => (o.state.officerId === selectedId ? 4 : 2),
      widthUnits: 'pixels',
      updateTriggers: { getTargetPosition: nowMs, getWidth: selectedId },
    }),
    new IconLayer<DrawnOfficer>({
      id: 'headings',
      data: awake.filter((o) => o.headingDeg !== null && o.activity === 'moving'),
      iconAtlas: iconAtlas() as unknown as string,
      iconMapping: ICON_MAPPING,
      getIcon: () => 'heading',
      getPosition: at,
      getAngle: (o) => -o.headingDeg!,
      getColor: (o) => colourOf(o, palette),
      getSize: 30,
      updateTriggers: { getPosition: nowMs, getColor: [palette] },
    }),
    new ScatterplotLayer<DrawnOfficer>({
      id: 'officers',
      data: officers,
      pickable: true,
      getPosition: at,
      getFillColor: (o) => colourOf(o, palette),
      getLineColor: (o) =>
        o.state.officerId === selectedId ? rgba(palette.text) : rgba('#ffffff', 0.95),
      getRadius: (o) => (o.state.officerId === selectedId ? 8.5 : 6),
      getLineWidth: (o) => (o.state.officerId === selectedId ? 3 : 1.6),
      radiusUnits: 'pixels',
      lineWidthUnits: 'pixels',
      stroked: true,
      updateTriggers: {
        getPosition: nowMs,
        getFillColor: [palette, officers],
        getLineColor: [selectedId, palette],
        getRadius: selectedId,
        getLineWidth: selectedId,
      },
    }),
  ];
};
