import { fileNote, fileProblem } from './problem.ts';

/** Words and marks by which files say that a value is not known. */
const UNKNOWN =
  /^(|nan|null|none|nil|n\/?a|n\.a\.?|#n\/a|undefined|unknown|[-–—]+|\/+|\.|\\n|无|暂无|未知|不明|不详|空)$/i;
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+(e[+-]?\d+)?$/i;
/** 1,234 is a thousand to some and one and a bit to others. */
const EITHER = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** Whether it is a finite number in decimal digits: no hexadecimal, no infinity, not nothing. */
export const isPlainNumber = (text: string) => PLAIN.test(text) && Number.isFinite(Number(text));

/** Whether a cell says that its value is not known. */
export const isUnknown = (text: string) => UNKNOWN.test(text.normalize('NFKC').trim());

/**
 * A number as people write it: decimal point or comma, full-width digits too; null where it is unknown. `comma` says what
 * 1,234 is: a decimal comma as in coordinates, or refused as it may be a thousand.
 * @throws ReadingError where it is no number.
 */
export function readNumber(
  given: string,
  { comma = 'decimal' }: { comma?: 'decimal' | 'refused' } = {},
): number | null {
  if (PLAIN.test(given)) return finite(Number(given), given);
  if (isUnknown(given)) return null;
  const text = given.normalize('NFKC').replace(/[\s\u2212]/g, (c) => (c === '\u2212' ? '-' : ''));
  if (PLAIN.test(text)) return finite(Number(text), given);
  if (comma === 'refused' && EITHER.test(text)) throw fileProblem('comma-or-thousands', { given });
  if (DECIMAL_COMMA.test(text)) return finite(Number(text.replace(',', '.')), given);
  throw fileProblem('not-a-number', { given });
}

function finite(value: number, given: string): number {
  if (Number.isFinite(value)) return value;
  throw fileProblem('too-large', { given });
}

/** What an optional measure of a fix may be; what lies outside is unknown: receivers say -1, 0 or nothing for it. */
const MEASURES = {
  accuracyM: (value: number) => value > 0 && value <= 100_000,
  speedMps: (value: number) => value >= 0 && value <= 1_000,
  headingDeg: (value: number) => value >= 0 && value <= 360,
  batteryPct: (value: number) => value >= 0 && value <= 100,
} as const;
export type Measure = keyof typeof MEASURES;

/** An optional measure as given on a wire or in a file; null where it is absent or makes no sense. */
export const readMeasure = (measure: Measure, value: unknown): number | null =>
  typeof value === 'number' && MEASURES[measure](value) ? value : null;

/** Units beside metres and seconds that headers of measures name, and what one of them is in those. */
const UNITS: readonly [header: RegExp, factor: number][] = [
  [/km\s*\/?\s*h|kph|公里|千米|时速/i, 1 / 3.6],
  [/mph/i, 0.44704],
  [/knot|(?<![a-z])kts?\b|节/i, 1852 / 3600],
  [/(?<![a-z])ft\b|feet|英尺/i, 0.3048],
];

/** What one of the unit of a column is in metres, or metres a second, by its header. */
export const unitOf = (header: string) => UNITS.find(([named]) => named.test(header))?.[1] ?? 1;

const LENGTH = /[\s_]*[([]?\s*(km|公里|千米|ft|feet|英尺|mi|miles|yd|m|米)\s*[)\]]?$/i;
const METRES: readonly [unit: RegExp, metres: number][] = [
  [/^(km|公里|千米)$/i, 1_000],
  [/^(ft|feet|英尺)$/i, 0.3048],
  [/^mi(les)?$/i, 1_609.344],
  [/^yd$/i, 0.9144],
];

/** Metres in one of the unit of length that ends a header; 1 where none does. */
export function metresOf(header: string): number {
  const unit = LENGTH.exec(header)?.[1] ?? '';
  return METRES.find(([named]) => named.test(unit))?.[1] ?? 1;
}

/** A header without the unit of length that ends it. */
export const withoutUnit = (header: string) => header.replace(LENGTH, '');

/** Marks by which receivers say that they do not know: no measure, and nothing to complain of. */
const MARK = /^-1(\.0+)?$|^0+(\.0+)?$|^9999?(\.\d+)?$/;

/** Reads optional measures of rows; what makes no sense costs the measure, not the row, and is counted. */
export function createMeasureReader() {
  const senseless = new Map<Measure, number>();
  return {
    read: (measure: Measure, given: string, unit = 1): number | null => {
      const text = given.replace(/\s*(m|米|m\/s|°|度)$/i, '');
      let number: number | null = null;
      try {
        number = readNumber(text);
      } catch {
        // Counted below: the rest of the row holds.
      }
      const value = readMeasure(measure, number === null ? null : number * unit);
      if (value === null && !isUnknown(given) && !MARK.test(text))
        senseless.set(measure, (senseless.get(measure) ?? 0) + 1);
      return value;
    },
    notes: () =>
      [...senseless].map(([measure, count]) => fileNote('senseless', { measure, count })),
  };
}
