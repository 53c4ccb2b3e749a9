import type { LngLat } from '../../contract/areas/geo.ts';
import type { Evidence } from '../../contract/patrols/patrol.ts';
import type { Segment, SegmentKind } from '../../contract/patrols/verdict.ts';
import { createFrame, toX, toY } from '../geo/local-frame.ts';

/** Where on a sheet, points of PDF. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Inks of stretches: dark where they count, so that a copy in grey tells the same. */
const INKS: Record<SegmentKind, string> = {
  counted: '#0b6b4c',
  border: '#4f9d83',
  idle: '#c28a1e',
  vehicle: '#b3261e',
  outside: '#7a52a8',
  gap: '#b9c0c9',
};
const DOT = 0.9;
const MARGIN = 8;
/** A scale is one of these, metres, and no longer than a third of the map. */
const SCALES_M = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** Draws the grid and every accepted fix of a patrol, by what its stretch counted as, north up; names a scale. */
export function drawMap(
  pdf: PDFKit.PDFDocument,
  { fixes, grid }: Pick<Evidence, 'fixes' | 'grid'>,
  { box, metres, segments }: { box: Box; segments: readonly Segment[]; metres: string },
): void {
  const rings = grid.geometry.coordinates.flat();
  const good = fixes.filter(({ marks }) => marks.length === 0);
  const places: LngLat[] = [
    ...rings.flat().map(([lng, lat]) => ({ lng: lng!, lat: lat! })),
    ...good,
  ];
  const frame = createFrame(places[0]!);
  const xs = places.map(({ lng }) => toX(frame, lng));
  const ys = places.map(({ lat }) => toY(frame, lat));
  const [west, east] = [least(xs), -least(xs.map((x) => -x))];
  const [south, north] = [least(ys), -least(ys.map((y) => -y))];
  const scale = Math.min(
    (box.width - 2 * MARGIN) / (east - west || 1),
    (box.height - 2 * MARGIN) / (north - south || 1),
  );
  const [left, below] = [
    box.x + (box.width - (east - west) * scale) / 2,
    box.y + box.height - (box.height - (north - south) * scale) / 2,
  ];
  const at = ({ lng, lat }: LngLat): [number, number] => [
    left + (toX(frame, lng) - west) * scale,
    below - (toY(frame, lat) - south) * scale,
  ];
  pdf.save().rect(box.x, box.y, box.width, box.height).fill('#f5f7f9');
  for (const ring of rings) {
    ring.forEach(([lng, lat], k) => {
      const [x, y] = at({ lng: lng!, lat: lat! });
      if (k === 0) pdf.moveTo(x, y);
      else pdf.lineTo(x, y);
    });
    pdf.closePath().lineWidth(1).fillAndStroke('#ffffff', '#5b6572');
  }
  for (const fix of good) {
    const kind = segments.find(({ fromMs, toMs }) => fromMs <= fix.t && fix.t <= toMs)?.kind;
    pdf.circle(...at(fix), DOT).fill(INKS[kind ?? 'gap']);
  }
  const longest = box.width / 3 / scale;
  const bar = SCALES_M.findLast((one) => one <= longest) ?? SCALES_M[0]!;
  const [x, y] = [box.x + 6, box.y + box.height - 6];
  pdf
    .moveTo(x, y)
    .lineTo(x + bar * scale, y)
    .lineWidth(1)
    .stroke('#20262e');
  pdf
    .fontSize(6.5)
    .fillColor('#20262e')
    .text(`${bar} ${metres}`, x, y - 10, { lineBreak: false });
  pdf.restore();
}

/** Of more numbers than a call takes arguments. */
const least = (numbers: readonly number[]): number =>
  numbers.reduce((min, one) => Math.min(min, one), Number.POSITIVE_INFINITY);
