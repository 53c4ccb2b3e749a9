import type { Incident, IncidentCategory } from '../../../server/contract/incidents/incident.ts';
import { DAY_MS, HOUR_MS } from '../../../server/contract/units.ts';

export const SPANS = ['hourly', 'daily'] as const;
export type Span = (typeof SPANS)[number];

/** How long a bar lasts, and how far back bars go before the start of today, ms. */
export const SPAN_MS: Record<Span, { bar: number; back: number }> = {
  hourly: { bar: HOUR_MS, back: 7 * DAY_MS },
  daily: { bar: DAY_MS, back: 28 * DAY_MS },
};

export interface Bin {
  fromMs: number;
  toMs: number;
  count: number;
}

/**
 * Incidents by the time they began (the begin of the interval where only that is known), in bars of `barMs` from `fromMs` (a local
 * midnight) to `toMs`, the last one cut off there. A day of daylight saving is an hour off; there is none in the areas served.
 */
export const binsOf = (
  incidents: readonly Incident[],
  { fromMs, toMs, barMs }: { fromMs: number; toMs: number; barMs: number },
): Bin[] => {
  const bins: Bin[] = Array.from({ length: Math.ceil((toMs - fromMs) / barMs) }, (_, i) => ({
    fromMs: fromMs + i * barMs,
    toMs: Math.min(toMs, fromMs + (i + 1) * barMs),
    count: 0,
  }));
  for (const { from } of incidents) {
    const bin = bins[Math.floor((Date.parse(from) - fromMs) / barMs)];
    if (bin) bin.count += 1;
  }
  return bins;
};

/** Codes of categories and of all below them; undefined for none chosen: every one. */
export const codesBelow = (
  chosen: readonly string[],
  categories: readonly IncidentCategory[],
): ReadonlySet<string> | undefined => {
  if (chosen.length === 0) return undefined;
  const codes = new Set(chosen);
  for (let before = 0; before !== codes.size; ) {
    before = codes.size;
    for (const { code, parentCode } of categories)
      if (parentCode !== null && codes.has(parentCode)) codes.add(code);
  }
  return codes;
};
