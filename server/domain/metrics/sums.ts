import type { MetricSums } from '../../contract/metrics/metrics.ts';
import type { Totals } from './definitions.ts';
import { NOTHING } from './totals.ts';

/** Sums of which two parts of the ground have no sum, but a greater one. */
const GREATEST = new Set(['ground.staleMaxDays']);

/** Totals by name, those of the ground as `ground.NAME`, those of signals as `signals.CODE`. */
export function sumsOf({ ground, signals, ...figures }: Totals): MetricSums {
  const under = (part: string, of: object) =>
    Object.entries(of).map(([name, value]) => [`${part}.${name}`, value] as const);
  return Object.fromEntries([
    ...Object.entries(figures),
    ...under('ground', ground),
    ...under('signals', signals),
  ]);
}

/** The totals again; what is not named is 0. */
export function totalsOf(sums: MetricSums): Totals {
  const under = (part: string) =>
    Object.fromEntries(
      Object.entries(sums).flatMap(([name, value]) =>
        name.startsWith(`${part}.`) ? [[name.slice(part.length + 1), value]] : [],
      ),
    );
  const figures = Object.entries(sums).filter(([name]) => !name.includes('.'));
  return {
    ...NOTHING,
    ...Object.fromEntries(figures),
    ground: { ...NOTHING.ground, ...under('ground') },
    signals: under('signals'),
  };
}

/** The sums of areas of which none lies in another. */
export function addSums(parts: readonly MetricSums[]): MetricSums {
  const sums: MetricSums = {};
  for (const part of parts)
    for (const [name, value] of Object.entries(part)) {
      const before = sums[name] ?? 0;
      sums[name] = GREATEST.has(name) ? Math.max(before, value) : before + value;
    }
  return sums;
}
