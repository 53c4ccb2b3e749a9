import type { LngLat } from '../../contract/areas/geo.ts';
import { HEAT_BASE } from '../../contract/console/heat.ts';
import { cellToParent, centreOf } from '../geo/h3.ts';
import { type Decay, PRESENCE_MAX_S, periodOf, windowStart } from './decay.ts';
import type { HeatIncident } from './incident-heat.ts';
import type { PresentFix } from './presence.ts';

interface Asked {
  decay: Decay;
  /** Unix ms. */
  at: number;
  resolution: number;
  isWithin?: (place: LngLat) => boolean;
}

/**
 * Presence at a moment straight from its definition: seconds by cell, decayed to `at`. Fixes of one handheld are in any order,
 * repeated or not. What the live heat must equal.
 */
export function presenceFrom(
  tracks: Iterable<readonly PresentFix[]>,
  asked: Asked,
): Map<string, number> {
  const heat = new Map<string, number>();
  for (const fixes of tracks) {
    const ordered = fixes
      .map(({ t, cell }) => ({ t, cell: cellToParent(cell, HEAT_BASE) }))
      .sort((a, b) => a.t - b.t || (a.cell < b.cell ? -1 : a.cell > b.cell ? 1 : 0));
    for (let i = 0; i + 1 < ordered.length; i++) {
      const { t, cell } = ordered[i]!;
      const seconds = Math.min(PRESENCE_MAX_S, (ordered[i + 1]!.t - t) / 1000);
      addTo(heat, cell, isCounted(t, asked) ? decayed(seconds, t, asked) : 0, asked);
    }
  }
  return heat;
}

/** Incidents at a moment: an interval is cut into so many equal pieces, each at its middle. */
export function incidentsFrom(
  incidents: Iterable<HeatIncident>,
  asked: Asked,
  pieces = 1_000,
): Map<string, number> {
  const heat = new Map<string, number>();
  for (const { fromMs, toMs, cell } of incidents) {
    const count = toMs > fromMs ? pieces : 1;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const t = fromMs + ((toMs - fromMs) * (k + 0.5)) / count;
      if (isCounted(t, asked)) sum += decayed(1 / count, t, asked);
    }
    addTo(heat, cellToParent(cell, HEAT_BASE), sum, asked);
  }
  return heat;
}

const isCounted = (t: number, { decay, at }: Asked) =>
  t >= windowStart(decay, at) && periodOf(decay, t) <= periodOf(decay, at);

const decayed = (amount: number, t: number, { decay, at }: Asked) =>
  amount * 2 ** (-(at - t) / decay.halfLifeMs);

function addTo(heat: Map<string, number>, base: string, amount: number, asked: Asked): void {
  if (amount === 0 || (asked.isWithin && !asked.isWithin(centreOf(base)))) return;
  const cell = cellToParent(base, asked.resolution);
  heat.set(cell, (heat.get(cell) ?? 0) + amount);
}
