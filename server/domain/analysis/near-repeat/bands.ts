import { AnalysisError } from '../error.ts';

/**
 * Bands of a distance or a time gap. Band k lies between `edge[k]` and `edge[k + 1]`: [a, b) when closed
 * at the `lower` edge, (a, b] when closed at the `upper`, where the first band also holds its lower
 * edge. `same` puts a band of exactly 0 before them, and nothing of 0 in the next.
 */
export interface Bands {
  edge: Float64Array;
  closed: 'lower' | 'upper';
  same: boolean;
}

/** Reads edges as `0,100,200`. Throws `parameter-invalid`. */
export function readBands(
  name: string,
  text: string,
  closed: Bands['closed'],
  same = false,
): Bands {
  const edge = Float64Array.from(text.split(','), (part) =>
    part.trim() === '' ? Number.NaN : Number(part),
  );
  const rising = edge.every((value, i) => value >= 0 && (i === 0 || value > edge[i - 1]!));
  if (edge.length < 2 || edge.length > 100 || !rising) {
    throw new AnalysisError(
      'parameter-invalid',
      `${name}: edges must rise from 0 or more, found ${text}`,
    );
  }
  if (same && edge[0] !== 0) {
    throw new AnalysisError(
      'parameter-invalid',
      `${name}: a band of 0 needs edges that begin at 0`,
    );
  }
  return { edge, closed, same };
}

export const bandCount = ({ edge, same }: Bands): number => edge.length - 1 + (same ? 1 : 0);

/** Band of a value, or -1 for none. */
export function bandOf({ closed, edge, same }: Bands, value: number): number {
  if (same && value === 0) return 0;
  const shift = same ? 1 : 0;
  if (value < edge[0]! || value > edge.at(-1)!) return -1;
  if (closed === 'lower') {
    for (let k = 1; k < edge.length; k++) if (value < edge[k]!) return k - 1 + shift;
    return -1;
  }
  for (let k = 1; k < edge.length; k++) if (value <= edge[k]!) return k - 1 + shift;
  return -1;
}

/** Edges of band k, for a table. */
export function edgesOf({ edge, same }: Bands, k: number): { from: number; to: number } {
  if (same && k === 0) return { from: 0, to: 0 };
  const at = same ? k - 1 : k;
  return { from: edge[at]!, to: edge[at + 1]! };
}
