import type { LngLat, MultiPolygon } from '../../contract/areas/geo.ts';
import { createFrame, type LocalFrame, toX, toY } from './local-frame.ts';
import { middleOf, toPlane } from './plane-polygon.ts';
import { type Edges, edgesOf, signedDistance } from './polygon-edges.ts';

/** The border of a grid on a plane of its own, for asking how far from it somebody is. */
export interface GridOutline {
  frame: LocalFrame;
  edges: Edges;
}

export function gridOutline(polygon: MultiPolygon): GridOutline {
  const frame = createFrame(middleOf(polygon) ?? { lng: 0, lat: 0 });
  return { frame, edges: edgesOf(toPlane(frame, polygon).flat()) };
}

/** Metres outside the border, negative inside. */
export const outsideM = ({ frame, edges }: GridOutline, { lng, lat }: LngLat): number =>
  -signedDistance(edges, toX(frame, lng), toY(frame, lat));
