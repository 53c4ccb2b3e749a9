import { LATEST_MS } from '../../contract/fixes/fix.ts';

/** Unix seconds end here and milliseconds begin: 1e11 s is the year 5138, 1e11 ms 1973. */
const SECONDS_END = 1e11;
/** A time with its zone; with none only as the protocol of OsmAnd writes UTC, with a blank. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)$/i;
const BLANK_UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d(\.\d{1,9})?)?$/;

/** A number written as one or as text, with a decimal point; null where it is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value))
    return null;
  return Number(value);
}

/** A figure that cannot be negative, times a unit; -1 and other nonsense mean unknown. */
export function measured(value: unknown, unit = 1, max = Number.POSITIVE_INFINITY) {
  const number = numberOf(value);
  return number === null || number < 0 || number * unit > max ? undefined : number * unit;
}

/** An accuracy in metres: 0 and below mean unknown, kilometres are told as the largest the contract knows. */
export function accuracyOf(value: unknown): number | undefined {
  const metres = numberOf(value);
  return metres === null || metres <= 0 ? undefined : Math.min(metres, 100_000);
}

/**
 * Unix ms of a time told in seconds, milliseconds or ISO 8601 with its zone, after 1970 and before 2100; null where it is none of them. One too
 * early for the contract is a time all the same: its position is refused as such, so that the sender lets it go.
 */
export function timeOf(value: unknown): number | null {
  const number = numberOf(value);
  const ms = number === null ? isoTime(value) : number < SECONDS_END ? number * 1000 : number;
  return ms !== null && ms > 0 && ms < LATEST_MS ? Math.round(ms) : null;
}

function isoTime(value: unknown): number | null {
  const text = typeof value === 'string' ? value.trim() : '';
  const parts = ISO.exec(BLANK_UTC.test(text) ? `${text}Z` : text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const ms = Number(`0.${parts[7] ?? '0'}`) * 1000;
  const zone = parts[8]!.replace(':', '');
  const offset = /z/i.test(zone)
    ? 0
    : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
  const days = Date.UTC(year!, month! - 1, day!);
  // Date rolls 30 February over; such a day is no time at all.
  if (
    month! > 12 ||
    new Date(days).getUTCDate() !== day ||
    hour! > 24 ||
    minute! > 59 ||
    second! > 60
  )
    return null;
  return days + ((hour! * 60 + minute! - offset) * 60 + second!) * 1000 + ms;
}

/** A position in degrees, or null where either is none. */
export function positionOf(lng: unknown, lat: unknown): { lng: number; lat: number } | null {
  const [x, y] = [numberOf(lng), numberOf(lat)];
  if (x === null || y === null || Math.abs(x) > 180 || Math.abs(y) > 90) return null;
  return { lng: x, lat: y };
}

/** Receivers without a fix tell 0, 0. */
export const isNullIsland = ({ lng, lat }: { lng: number; lat: number }): boolean =>
  lng === 0 && lat === 0;

/** True or false as forms write them; undefined where it is neither. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  return ['false', '0', 'no', 'off'].includes(text) ? false : undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without the fields that are unknown. */
export function known<T extends object>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as T;
}
