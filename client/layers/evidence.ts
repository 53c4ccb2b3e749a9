import type { Layer } from '@deck.gl/core';
import { H3HexagonLayer } from '@deck.gl/geo-layers';
import { GeoJsonLayer, IconLayer, PathLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LngLat } from '../../server/contract/areas/geo.ts';
import type { Evidence, EvidenceFix } from '../../server/contract/patrols/patrol.ts';
import type {
  FixRange,
  Segment,
  SegmentKind,
  Verdict,
} from '../../server/contract/patrols/verdict.ts';
import { acceptedOf, dashes, fixesIn, pathBetween } from '../evidence/map/track.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';
import { ICON_MAPPING, iconAtlas } from './icon-atlas.ts';

/** About 10 m. */
const DASH_DEG = 0.0001;

interface Stretch {
  kind: SegmentKind;
  path: [number, number][];
}

/** The track cut by what each stretch counted as; without a verdict it is one plain line. */
const stretchesOf = (fixes: readonly EvidenceFix[], segments: readonly Segment[]): Stretch[] => {
  if (segments.length === 0) {
    return [{ kind: 'border', path: fixes.map(({ lng, lat }) => [lng, lat]) }];
  }
  return segments.flatMap((segment): Stretch[] => {
    const path = pathBetween(fixes, segment);
    return segment.kind === 'gap'
      ? dashes([path[0]!, path.at(-1)!], DASH_DEG).map((dash) => ({ kind: 'gap', path: dash }))
      : [{ kind: segment.kind, path }];
  });
};

const cellLayers = (cells: Verdict['cells'], palette: Palette, beforeId: string | undefined) =>
  (
    [
      { id: 'cells-missed', hexes: cells.missed, colour: palette.standing.incomplete, fill: 0.07 },
      { id: 'cells-seen', hexes: cells.seen, colour: palette.standing.completed, fill: 0.2 },
    ] as const
  ).map(
    ({ id, hexes, colour, fill }) =>
      new H3HexagonLayer<string>({
        id,
        data: hexes,
        beforeId,
        extruded: false,
        filled: true,
        stroked: true,
        getHexagon: (cell) => cell,
        getFillColor: rgba(colour, fill),
        getLineColor: rgba(colour, 0.26),
        getLineWidth: 1,
        lineWidthUnits: 'pixels',
      } as ConstructorParameters<typeof H3HexagonLayer<string>>[0]),
  );

interface TrackState {
  evidence: Evidence;
  verdict: Verdict | null;
  palette: Palette;
  beforeId: string | undefined;
  showCells: boolean;
  showMarked: boolean;
  /** Fixes a chosen signal rests on. */
  highlighted: readonly FixRange[];
}

/** All that stands still on the evidence map, bottom first. */
export const trackLayers = (state: TrackState): Layer[] => {
  const { evidence, verdict, palette, beforeId, highlighted } = state;
  const accepted = acceptedOf(evidence.fixes);
  const marked = evidence.fixes.filter((fix) => fix.marks.length > 0);
  const resting = fixesIn(evidence.fixes, highlighted);
  const stretches = stretchesOf(accepted, verdict?.segments ?? []).filter((s) => s.path.length > 1);
  const checkpoints = evidence.norm.rules.checkpoints.map((checkpoint) => ({
    ...checkpoint,
    visited: verdict?.checkpoints.find((c) => c.id === checkpoint.id)?.visited ?? false,
  }));
  return [
    new GeoJsonLayer({
      id: 'evidence-grid',
      // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
      data: { type: 'Feature', properties: {}, geometry: evidence.grid.geometry } as any,
      beforeId,
      filled: true,
      stroked: true,
      getFillColor: rgba(palette.accent, 0.05),
      getLineColor: rgba(palette.text, 0.75),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    } as ConstructorParameters<typeof GeoJsonLayer>[0]),
    ...(verdict && state.showCells ? cellLayers(verdict.cells, palette, beforeId) : []),
    new ScatterplotLayer<(typeof checkpoints)[number]>({
      id: 'checkpoints',
      data: checkpoints,
      pickable: true,
      getPosition: ({ position }) => [position.lng, position.lat],
      getRadius: ({ radiusM }) => radiusM,
      stroked: true,
      getFillColor: ({ visited }) =>
        rgba(palette.standing[visited ? 'completed' : 'incomplete'], 0.16),
      getLineColor: ({ visited }) => rgba(palette.standing[visited ? 'completed' : 'incomplete']),
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
    }),
    new PathLayer<{ path: [number, number][] }>({
      id: 'highlight',
      data: highlighted.map((range) => ({ path: pathBetween(accepted, range) })),
      getPath: ({ path }) => path,
      getColor: rgba(palette.danger, 0.4),
      getWidth: 15,
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
    }),
    new PathLayer<Stretch>({
      id: 'track-casing',
      data: stretches.filter((s) => s.kind !== 'gap'),
      getPath: ({ path }) => path,
      getColor: rgba(palette.map.halo, 0.8),
      getWidth: 6,
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
    }),
    new PathLayer<Stretch>({
      id: 'track',
      data: stretches,
      getPath: ({ path }) => path,
      getColor: ({ kind }) => rgba(palette.segment[kind], 0.95),
      getWidth: ({ kind }) => (kind === 'gap' ? 2 : 3.4),
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
    }),
    new ScatterplotLayer<EvidenceFix>({
      id: 'resting',
      data: resting,
      pickable: true,
      getPosition: ({ lng, lat }) => [lng, lat],
      getFillColor: rgba(palette.danger),
      getRadius: 3.2,
      radiusUnits: 'pixels',
    }),
    new IconLayer<EvidenceFix>({
      id: 'marked',
      data: state.showMarked ? marked : [],
      pickable: true,
      iconAtlas: iconAtlas() as unknown as string,
      iconMapping: ICON_MAPPING,
      getIcon: () => 'cross',
      getPosition: ({ lng, lat }) => [lng, lat],
      getColor: rgba(palette.faint, 0.95),
      getSize: 11,
    }),
    new ScatterplotLayer<EvidenceFix>({
      id: 'ends',
      data: accepted.length > 1 ? [accepted[0]!, accepted.at(-1)!] : [],
      getPosition: ({ lng, lat }) => [lng, lat],
      getFillColor: (_, { index }) => rgba(index === 0 ? palette.panel : palette.text),
      getLineColor: rgba(palette.text),
      getRadius: 5,
      radiusUnits: 'pixels',
      stroked: true,
      getLineWidth: 2.5,
      lineWidthUnits: 'pixels',
    }),
  ];
};

/** The replay's walker. */
export const walkerLayer = (
  place: LngLat,
  kind: SegmentKind | undefined,
  palette: Palette,
): Layer =>
  new ScatterplotLayer<LngLat>({
    id: 'walker',
    data: [place],
    getPosition: ({ lng, lat }) => [lng, lat],
    getFillColor: rgba(kind ? palette.segment[kind] : palette.accent),
    getLineColor: rgba('#ffffff'),
    getRadius: 9,
    radiusUnits: 'pixels',
    stroked: true,
    getLineWidth: 3,
    lineWidthUnits: 'pixels',
  });
