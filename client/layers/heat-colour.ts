import type { HeatKind } from '../../server/contract/console/heat.ts';
import { type Rgba, rgba } from './colour.ts';

/** The amount (seconds, incidents) that has the last colour, by H3 resolution: fixed, so that a colour means the same to everyone. */
const HOTTEST: Record<HeatKind, Record<number, number>> = {
  presence: { 11: 300, 10: 900, 9: 2_400, 8: 7_200, 7: 21_600 },
  incidents: { 11: 2, 10: 4, 9: 10, 8: 30, 7: 100 },
};
/** The colours between are logarithmic, over this range. */
const RANGE = 200;

export const hottest = (kind: HeatKind, resolution: number): number =>
  HOTTEST[kind][resolution] ?? HOTTEST[kind][7]!;

/** The amount that has the first colour, and all below it. */
export const coolest = (kind: HeatKind, resolution: number): number =>
  hottest(kind, resolution) / RANGE;

/** Colour of a share of the scale from 0 to 1, between the two colours of the palette it lies between. */
export const heatColour = (share: number, colours: readonly string[]): Rgba => {
  const at = Math.max(0, Math.min(1, share)) * (colours.length - 1);
  const step = Math.min(colours.length - 2, Math.floor(at));
  const [low, high] = [rgba(colours[step]!), rgba(colours[step + 1]!)];
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * (at - step));
  return [mix(0), mix(1), mix(2), Math.round(255 * (0.35 + (0.5 * at) / (colours.length - 1)))];
};

/** Where an amount stands on the scale: 1 at the last colour, 0 at RANGE times less. */
export const heatShare = (kind: HeatKind, resolution: number, amount: number): number =>
  1 + Math.log(amount / hottest(kind, resolution)) / Math.log(RANGE);
