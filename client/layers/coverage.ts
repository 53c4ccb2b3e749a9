import { GeoJsonLayer } from '@deck.gl/layers';
import type { Area, AreaCollection } from '../../server/contract/areas/area.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

/** From which share of the ground seen a grid has the next colour. */
export const COVERAGE_STEPS = [0.25, 0.5, 0.75, 0.9] as const;

/** Place of a share in the colours of presence: 0, the lightest, up to 4. */
const coverageStep = (share: number): number =>
  COVERAGE_STEPS.filter((from) => share >= from).length;

interface CoverageState {
  grids: AreaCollection;
  /** Share of the ground seen, by grid; a grid without one stays empty. */
  shares: ReadonlyMap<number, number>;
  palette: Palette;
  beforeId: string | undefined;
}

/** Grids by how much of their ground was seen. */
export const coverageLayer = ({ grids, shares, palette, beforeId }: CoverageState) =>
  new GeoJsonLayer<Area>({
    id: 'coverage',
    // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
    data: grids as any,
    beforeId,
    pickable: true,
    stroked: true,
    filled: true,
    getFillColor: (f) => {
      const share = shares.get(f.properties.id);
      return share === undefined
        ? rgba(palette.standing.none, 0.12)
        : rgba(palette.heat[coverageStep(share)]!, 0.8);
    },
    getLineColor: rgba(palette.map.village, 1),
    getLineWidth: 1,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: [shares, palette] },
  } as ConstructorParameters<typeof GeoJsonLayer<Area>>[0]);
