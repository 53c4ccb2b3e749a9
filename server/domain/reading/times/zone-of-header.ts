/** UTC, and how far clocks are from it, within a header: `time_utc`, `时间(UTC+8)`, `GMT-05:30 time`. */
const FROM_UTC = /(?:utc|gmt|世界时)(?:\s*([+-])\s*(0?\d|1[0-4])(?::?([0-5]\d))?(?!\d))?(?![a-z])/i;

/** The zone that a header says its times are of, IANA or an offset; null where it says none. */
export function zoneOfHeader(header: string): string | null {
  const text = header.normalize('NFKC');
  if (/北京时间|东八区/.test(text)) return 'Asia/Shanghai';
  const [found, sign, hours = '', minutes = '00'] = FROM_UTC.exec(text) ?? [];
  if (found === undefined) return null;
  return sign === undefined ? 'UTC' : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
