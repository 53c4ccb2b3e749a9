import { create } from 'zustand';
import {
  type Box,
  decodeHeat,
  HEAT_KINDS,
  type HeatKind,
  type HeatView,
  heatReach,
} from '../../../server/contract/console/heat.ts';
import { applyHeat, type HeldHeat } from './heat.ts';

interface HeatState {
  held: Record<HeatKind, HeldHeat | null>;
  /** What the server is told this console looks at. */
  view: HeatView | null;
  apply: (frames: readonly ArrayBuffer[]) => void;
  /** Looks at these kinds and this part of the map; the server is told only where it would send anything else. */
  look: (kinds: readonly HeatKind[], seen: Box & { zoom: number }) => void;
}

const NOTHING = { presence: null, incidents: null };

const holds = (view: HeatView, kinds: readonly HeatKind[], seen: Box & { zoom: number }) => {
  const { resolution, box } = heatReach(view);
  return (
    kinds.join() === view.kinds.join() &&
    (kinds.length === 0 ||
      (resolution === heatReach(seen).resolution &&
        seen.west >= box.west &&
        seen.east <= box.east &&
        seen.south >= box.south &&
        seen.north <= box.north))
  );
};

export const useHeat = create<HeatState>((set) => ({
  held: NOTHING,
  view: null,
  apply: (frames) =>
    set(({ held, view }) => {
      const after = { ...held };
      // Cells already on their way when a kind was switched off are dropped.
      for (const frame of frames.map(decodeHeat))
        if (view?.kinds.includes(frame.kind))
          after[frame.kind] = applyHeat(held[frame.kind], frame);
      return { held: after };
    }),
  look: (kinds, seen) =>
    set(({ held, view }) => {
      const wanted = HEAT_KINDS.filter((kind) => kinds.includes(kind));
      if (view ? holds(view, wanted, seen) : wanted.length === 0) return {};
      const kept = Object.fromEntries(wanted.map((kind) => [kind, held[kind]]));
      return { view: { kinds: wanted, ...seen }, held: { ...NOTHING, ...kept } };
    }),
}));
