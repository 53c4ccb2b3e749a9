/** What one of a unit is in that of a parameter. The foot is the international one. */
const IN_UNIT: Record<string, Record<string, number>> = {
  m: { m: 1, km: 1000, ft: 0.3048, yd: 0.9144, mi: 1609.344 },
  days: { min: 1 / 1440, h: 1 / 24, d: 1, days: 1, wk: 7 },
  hours: { min: 1 / 60, h: 1, hours: 1, d: 24 },
};

/**
 * A measure written with its unit (`500 ft`, `1.5km`, `36h`) as a number of the parameter's own unit; anything else,
 * a plain number too, as it was given.
 */
export function inUnit(given: unknown, unit: string | undefined): unknown {
  if (typeof given !== 'string' || unit === undefined) return given;
  const [, number, name] = /^\s*([+-]?[\d.]+(?:e[+-]?\d+)?)\s*([a-z]+)\s*$/i.exec(given) ?? [];
  const factor = name === undefined ? undefined : IN_UNIT[unit]?.[name.toLowerCase()];
  const value = Number(number) * (factor ?? Number.NaN);
  // 0.1 h is 6 minutes, not 5.999 of them.
  return Number.isNaN(value) ? given : Number(value.toPrecision(15));
}
