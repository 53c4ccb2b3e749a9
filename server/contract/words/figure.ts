/** Names a unit in the reader's language. */
type UnitName = (unit: 'min' | 's' | 'm' | 'km') => string;

/** Share as percent: 0.523 is `52%`; an interval needs the tenth. */
export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)}%`;

/** 12.34 is `12.3`, 120 is `120`. */
export const oneDigit = (value: number): string => String(Math.round(value * 10) / 10);

/** A number with its thousands set off, as both languages do: 1234.5 is `1,234.5`. */
export const grouped = (value: number): string => value.toLocaleString('en-US');

const UNITS: Record<string, (name: UnitName, value: number) => string> = {
  share: (_, value) => percent(value),
  min: (name, value) => `${oneDigit(value)} ${name('min')}`,
  s: (name, value) => `${Math.round(value)} ${name('s')}`,
  m: (name, value) =>
    value >= 1000
      ? `${(value / 1000).toFixed(2)} ${name('km')}`
      : `${value < 10 ? oneDigit(value) : Math.round(value)} ${name('m')}`,
  count: (_, value) => grouped(Math.round(value)),
};

/** A figure with its unit as the contract names it: min, share, count, s, m. */
export const figureText = (name: UnitName, value: number, unit: string | undefined): string =>
  (UNITS[unit ?? 'count'] ?? ((_: UnitName, v: number) => oneDigit(v)))(name, value);
