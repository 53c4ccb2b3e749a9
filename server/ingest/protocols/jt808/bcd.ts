import { HOUR_MS, MINUTE_MS } from '../../../contract/units.ts';

/** Digits of packed BCD, two a byte; null where a half byte is none. */
export function readBcd(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString('hex');
  return /^\d*$/.test(text) ? text : null;
}

/** Digits as packed BCD of so many bytes, filled up with zeros in front. */
export const writeBcd = (digits: string, bytes: number): Buffer =>
  Buffer.from(digits.padStart(bytes * 2, '0').slice(-bytes * 2), 'hex');

/** Terminals keep Beijing time, whatever the place: GMT+8, no summer time. */
const BEIJING_MS = 8 * HOUR_MS;

/** Unix ms of YYMMDDhhmmss in GMT+8, years 2000 to 2099; null where that is no time. */
export function readTime(bytes: Uint8Array): number | null {
  const digits = readBcd(bytes);
  if (digits?.length !== 12) return null;
  const [year, month, day, hour, minute, second] = digits.match(/\d\d/g)!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = Date.UTC(2000 + year, month - 1, day);
  if (new Date(date).getUTCDate() !== day || new Date(date).getUTCMonth() !== month - 1)
    return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return date + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 - BEIJING_MS;
}

/** YYMMDDhhmmss of Unix ms between 2000 and 2099, in GMT+8 as terminals keep it. */
export const writeTime = (ms: number): Buffer => writeUtc(ms + BEIJING_MS);

/** The same in UTC, as 0x8004 tells it. */
export const writeUtc = (ms: number): Buffer =>
  writeBcd(new Date(ms).toISOString().slice(2, 19).replace(/\D/g, ''), 6);
