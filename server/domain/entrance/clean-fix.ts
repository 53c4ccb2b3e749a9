import { Compile } from 'typebox/compile';
import { type Cleaned, WireFix } from '../../contract/fixes/fix.ts';

const { accuracyM, speedMps, headingDeg, batteryPct, mock, gap, ...needed } = WireFix.properties;
const side = { accuracyM, speedMps, headingDeg, batteryPct, mock, gap };
const CHECKS = Object.entries(side).map(
  ([field, schema]) => [field as keyof typeof side, Compile(schema)] as const,
);
const KNOWN = new Set(Object.keys(WireFix.properties));
const NEEDED = Object.keys(needed);

/**
 * A fix with what stands beside its position made unknown where it is not as it should be, and what that was. Whether what is needed (seq, time,
 * place) is right is not asked here.
 */
export function cleanFix(item: object): { fix: Record<string, unknown>; cleaned: Cleaned[] } {
  const told = item as Record<string, unknown>;
  const fix = Object.fromEntries(
    NEEDED.flatMap((field) => (field in told ? [[field, told[field]]] : [])),
  );
  const cleaned: Cleaned[] = [];
  if (typeof fix.t === 'number' && Number.isFinite(fix.t) && !Number.isInteger(fix.t)) {
    fix.t = Math.round(fix.t);
    cleaned.push('t');
  }
  for (const [field, check] of CHECKS) {
    // null says unknown, as leaving it out does.
    if (told[field] == null) continue;
    if (check.Check(told[field])) fix[field] = told[field];
    else cleaned.push(field);
  }
  if (Object.keys(told).some((field) => !KNOWN.has(field))) cleaned.push('other');
  return { fix, cleaned };
}
