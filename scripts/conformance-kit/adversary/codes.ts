import { drawnAsk } from '../patrols.ts';

/** Pace of who is in a hurry, m/s, and seconds a scan takes. */
const HURRIED_MPS = 1.6;
const SCAN_S = 20;

/** Checkpoints of a patrol that count by the code of the day. */
export const CODES_TOLD = [2, 4, 6];

/** Minutes in which who knows where they are scans so many codes, as the crow flies: who walks no longer has them all. */
export function scanMinutes(codes: number, grids: number, seed: number): number[] {
  return Array.from({ length: grids }, (_, k) => {
    const { ask } = drawnAsk(`codes/${seed}/${k}`, { company: 'none' });
    const random = ask.random.fork('checkpoints');
    const places = Array.from({ length: codes }, () => random.pick(ask.place.streets.nodes));
    return (shortestRoundM(places) / HURRIED_MPS + codes * SCAN_S) / 60;
  });
}

/** The line of the curve that codes add. */
export function codesLine(codes: number, grids: number, seed: number): string {
  const minutes = scanMinutes(codes, grids, seed).sort((a, b) => a - b);
  const [half, most] = [0.5, 0.95].map((part) => minutes[Math.ceil(part * grids) - 1]!.toFixed(0));
  return `codes of the day at ${codes} checkpoints take ${half} min to scan, ${most} in one grid of twenty; who walks so long in two hours has them all`;
}

interface Place {
  x: number;
  y: number;
}

/** Shortest way past all places, begun at any, metres. */
function shortestRoundM(places: readonly Place[], from?: Place): number {
  if (places.length === 0) return 0;
  return Math.min(
    ...places.map((place, k) => {
      const stepM = from ? Math.hypot(place.x - from.x, place.y - from.y) : 0;
      return stepM + shortestRoundM(places.toSpliced(k, 1), place);
    }),
  );
}
