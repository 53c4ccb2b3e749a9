import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { OwnDuty } from '../../../server/contract/handhelds/own.ts';
import { toPlane } from '../../geo/plane.ts';
import type { Palette } from '../../theme/tokens.ts';

type Grid = NonNullable<OwnDuty['grid']>;

/** What a map shows besides the grid. */
export interface Shown {
  seen: ReadonlySet<string>;
  way: readonly LngLat[];
  suggested: readonly LngLat[];
  checkpoints: readonly LngLat[];
  /** Those of them not passed yet. */
  checkpointsLeft: readonly LngLat[];
  place: LngLat | null;
}

/** Hours unseen from which a cell has each step of the palette's scale. */
const STALE_H = [24, 48, 96, 168];
const MARGIN_PX = 12;

/** How places come onto a canvas: north up, the whole grid and what is to be visited in sight, and back again. */
export function viewOn(
  grid: Grid,
  { checkpoints }: Pick<Shown, 'checkpoints'>,
  { clientHeight: height, clientWidth: width }: Pick<Element, 'clientHeight' | 'clientWidth'>,
) {
  const ring = grid.geometry.coordinates.flat(2).map(([lng, lat]) => ({ lng: lng!, lat: lat! }));
  const corners = [...ring, ...checkpoints];
  const origin = corners[0] ?? { lng: 0, lat: 0 };
  const plane = toPlane(origin);
  const points = corners.map(plane);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - west || 1, Math.max(...ys) - south || 1];
  const scale = Math.min((width - 2 * MARGIN_PX) / wide, (height - 2 * MARGIN_PX) / high);
  const left = (width - wide * scale) / 2;
  const below = (height - high * scale) / 2;
  const unit = plane({ lng: origin.lng + 1, lat: origin.lat + 1 });
  return {
    to(place: LngLat): [number, number] {
      const { x, y } = plane(place);
      return [left + (x - west) * scale, height - below - (y - south) * scale];
    },
    from: (px: number, py: number): LngLat => ({
      lng: origin.lng + ((px - left) / scale + west) / unit.x,
      lat: origin.lat + ((height - below - py) / scale + south) / unit.y,
    }),
  };
}

export type View = ReturnType<typeof viewOn>;

const staleColour = (hours: number | null, { stale }: Palette): string =>
  stale[hours === null ? stale.length - 1 : STALE_H.filter((limit) => hours >= limit).length]!;

/** Draws the grid of an officer and the patrol in it. */
export function draw(
  context: CanvasRenderingContext2D,
  { grid, shown, view, palette }: { grid: Grid; shown: Shown; view: View; palette: Palette },
): void {
  const [x0, y0] = view.to({ lng: 0, lat: 0 });
  const hexagon = grid.hexagon.map((corner): [number, number] => {
    const [x, y] = view.to(corner);
    return [x - x0, y - y0];
  });
  const trace = (places: readonly LngLat[]) => {
    context.beginPath();
    for (const place of places) context.lineTo(...view.to(place));
  };
  const colours = new Map<string, LngLat[]>();
  for (const { hours, id, middle } of grid.cells) {
    const colour = shown.seen.has(id) ? palette.standing.completed : staleColour(hours, palette);
    const middles = colours.get(colour);
    if (middles) middles.push(middle);
    else colours.set(colour, [middle]);
  }
  // One path a colour: hundreds of cells are painted with every step.
  for (const [colour, middles] of colours) {
    context.beginPath();
    for (const middle of middles) {
      const [x, y] = view.to(middle);
      hexagon.forEach(([dx, dy], k) => {
        if (k === 0) context.moveTo(x + dx, y + dy);
        else context.lineTo(x + dx, y + dy);
      });
      context.closePath();
    }
    context.fillStyle = colour;
    context.globalAlpha = colour === palette.standing.completed ? 0.85 : 0.45;
    context.fill();
  }
  context.globalAlpha = 1;
  const line = (places: readonly LngLat[], colour: string, width: number, dash: number[] = []) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = 'round';
    context.setLineDash(dash);
    trace(places);
    context.stroke();
  };
  for (const ring of grid.geometry.coordinates.flat())
    line(
      ring.map(([lng, lat]) => ({ lng: lng!, lat: lat! })),
      palette.text,
      2,
    );
  line(shown.suggested, palette.accent, 2, [6, 5]);
  line(shown.way, palette.text, 3);
  context.setLineDash([]);
  const dot = (place: LngLat, radius: number, colour: string) => {
    context.beginPath();
    context.arc(...view.to(place), radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.strokeStyle = palette.panel;
    context.lineWidth = 2;
    context.stroke();
  };
  for (const place of shown.checkpoints) {
    const { completed, incomplete } = palette.standing;
    dot(place, 6, shown.checkpointsLeft.includes(place) ? incomplete : completed);
  }
  if (shown.place) dot(shown.place, 9, palette.accent);
}
