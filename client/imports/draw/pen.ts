import type { Map as BaseMap } from 'maplibre-gl';
import {
  type SnapToCustom,
  TerraDraw,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { TOOL } from '../../map.tsx';
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
  /** Takes the last corner of an outline back that is not closed yet; false where there is none. */
  takeBack: () => boolean;
  stop: () => void;
}

interface PenOptions {
  palette: Palette;
  /** Outlines that corners are drawn to. */
  neighbours: () => readonly Ring[];
  /** Told the outline as it stands; null while there is none. */
  onChange: (ring: Ring | null) => void;
  /** Told how many corners an outline has that is not closed yet. */
  onCorners: (count: number) => void;
  /** Told once a step is done by hand: an outline closed, a corner moved or deleted. */
  onStep: (ring: Ring | null) => void;
}

/** Puts a pen on a loaded map. */
export function createPen(base: BaseMap, options: PenOptions): Pen {
  const { neighbours, onChange, onCorners, onStep, palette } = options;
  const colour = palette.accent as `#${string}`;
  const toCustom: SnapToCustom = ({ lng, lat }, { project, unproject }) => {
    const at = project(lng, lat);
    const beside = unproject(at.x + SNAP_PX, at.y + SNAP_PX);
    const reach: Reach = { lng: Math.abs(beside.lng - lng), lat: Math.abs(beside.lat - lat) };
    return snapTo([lng, lat], neighbours(), reach)?.map(rounded);
  };
  const pen = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({
      map: base,
      coordinatePrecision: PRECISION,
      prefixId: TOOL,
    }),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
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
  const told = (_: unknown, type: string) => {
    if (pen.getMode() === 'select') onChange(outline());
    // Given up: none of its corners is left to be taken back.
    else if (type === 'delete' && outline() === null) onCorners(0);
  };
  pen.on('change', told);
  pen.on('history', ({ undoSize }) => pen.getMode() === 'polygon' && onCorners(undoSize));
  pen.on('finish', (id, { action }) => {
    if (action === 'draw') {
      pen.setMode('select');
      pen.selectFeature(id);
      onCorners(0);
    }
    onStep(outline());
  });
  return {
    draw() {
      pen.clear();
      pen.setMode('polygon');
      onCorners(0);
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
      onCorners(0);
      onChange(ring);
    },
    takeBack: () => pen.getMode() === 'polygon' && pen.canUndo() && pen.undo(),
    stop() {
      // What is taken off the map stands as it did.
      pen.off('change', told);
      pen.stop();
    },
  };
}
