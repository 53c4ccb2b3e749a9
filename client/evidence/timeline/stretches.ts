import type { Segment, SegmentKind } from '../../../server/contract/patrols/verdict.ts';
import { MINUTE_MS } from '../../../server/contract/units.ts';

export interface KindStretches {
  kind: SegmentKind;
  minutes: number;
  stretches: Segment[];
}

/** From what counts to what does not. */
const ORDER: readonly SegmentKind[] = ['counted', 'border', 'idle', 'vehicle', 'outside', 'gap'];

/** Stretches of a patrol by what they counted as, each kind in time order; kinds that are not there are left out. */
export const stretchesByKind = (segments: readonly Segment[]): KindStretches[] =>
  ORDER.map((kind) => {
    const stretches = segments
      .filter((segment) => segment.kind === kind)
      .sort((a, b) => a.fromMs - b.fromMs);
    const ms = stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    return { kind, minutes: ms / MINUTE_MS, stretches };
  }).filter(({ stretches }) => stretches.length > 0);
