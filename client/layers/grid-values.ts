import { GeoJsonLayer } from '@deck.gl/layers';
import type { Area, AreaCollection } from '../../server/contract/areas/area.ts';
import type { Palette } from '../theme/tokens.ts';
import { rgba } from './colour.ts';

interface GridValuesState {
  /** Of the layer. */
  id: string;
  grids: AreaCollection;
  /** By grid; a grid without one stays empty. */
  values: ReadonlyMap<number, number>;
  /** From which value on a grid has the next colour, four of them, rising. */
  steps: readonly number[];
  palette: Palette;
  beforeId: string | undefined;
}

/** Grids by a value, from the lightest colour to the darkest. */
export const gridValuesLayer = ({ id, grids, palette, beforeId, steps, values }: GridValuesState) =>
  new GeoJsonLayer<Area>({
    id,
    // biome-ignore lint/suspicious/noExplicitAny: deck.gl wants geojson's own types with mutable positions
    data: grids as any,
    beforeId,
    pickable: true,
    stroked: true,
    filled: true,
    getFillColor: (f) => {
      const value = values.get(f.properties.id);
      return value === undefined
        ? rgba(palette.standing.none, 0.12)
        : rgba(palette.heat[steps.filter((from) => value >= from).length]!, 0.8);
    },
    getLineColor: rgba(palette.map.village, 1),
    getLineWidth: 1,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: [values, steps, palette] },
  } as ConstructorParameters<typeof GeoJsonLayer<Area>>[0]);
