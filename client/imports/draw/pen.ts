import type { Map as BaseMap } from 'maplibre-gl';
import {
  type SnapToCustom,
  TerraDraw,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Palette } from '../../theme/tokens.ts';
import { type Reach, type Ring, snapTo } from './snap.ts';

/** How near a corner or an edge of a neighbour draws the pointer to it, px. */
const SNAP_PX = 12;
/** A billionth of a degree; the library takes no finer ones. */
const PRECISION = 9;
const rounded = (degrees: number) => Number(degrees.toFixed(PRECISION));

/** One outline drawn or edited by hand on a map. */
export interface Pen {
  /** Begins anew. */
  draw: () => void;
  /** Takes up an outline that there is: its corners and the middles of its edges can be moved, corners deleted by a right click. */
  edit: (ring: Ring) => void;
  stop: () => void;
}

interface PenOptions {
  palette: Palette;
  /** Outlines that corners are drawn to. */
  neighbours: () => readonly Ring[];
  /** Told the outline as it stands; null while there is none. */
  onChange: (ring: Ring | null) => void;
}

/** Puts a pen on a loaded map. */
export function createPen(base: BaseMap, { neighbours, onChange, palette }: PenOptions): Pen {
  const colour = palette.accent as `#${string}`;
  const toCustom: SnapToCustom = ({ lng, lat }, { project, unproject }) => {
    const at = project(lng, lat);
    const beside = unproject(at.x + SNAP_PX, at.y + SNAP_PX);
    const reach: Reach = { lng: Math.abs(beside.lng - lng), lat: Math.abs(beside.lat - lat) };
    return snapTo([lng, lat], neighbours(), reach)?.map(rounded);
  };
  const pen = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map: base, coordinatePrecision: PRECISION }),
    modes: [
      new TerraDrawPolygonMode({
        snapping: { toCustom },
        styles: { fillColor: colour, outlineColor: colour, fillOpacity: 0.2, outlineWidth: 2 },
      }),
      new TerraDrawSelectMode({
        flags: {
          polygon: {
            feature: {
              coordinates: {
                midpoints: { draggable: true },
                draggable: true,
                deletable: true,
                snappable: { toCustom },
              },
            },
          },
        },
        styles: {
          selectedPolygonColor: colour,
          selectedPolygonOutlineColor: colour,
          selectedPolygonFillOpacity: 0.2,
          selectionPointColor: colour,
          midPointColor: colour,
        },
      }),
    ],
  });
  const outline = () => {
    const found = pen
      .getSnapshot()
      .find(
        ({ geometry, properties }) => geometry.type === 'Polygon' && properties.mode === 'polygon',
      );
    return found?.geometry.type === 'Polygon'
      ? (found.geometry.coordinates[0] as unknown as Ring)
      : null;
  };
  pen.start();
  // While it is being drawn it is not an outline yet.
  pen.on('change', () => pen.getMode() === 'select' && onChange(outline()));
  pen.on('finish', (id, { action }) => {
    if (action !== 'draw') return;
    pen.setMode('select');
    pen.selectFeature(id);
    onChange(outline());
  });
  return {
    draw() {
      pen.clear();
      pen.setMode('polygon');
      onChange(null);
    },
    edit(ring) {
      pen.clear();
      pen.setMode('select');
      const id = pen.getFeatureId();
      const coordinates = [ring.map((position) => position.map(rounded))];
      pen.addFeatures([
        {
          id,
          type: 'Feature',
          properties: { mode: 'polygon' },
          geometry: { type: 'Polygon', coordinates },
        },
      ]);
      pen.selectFeature(id);
      onChange(ring);
    },
    stop: () => pen.stop(),
  };
}
