/** A strip of the Gauss-Krüger projection of CGCS2000, as EPSG has it. */
export interface Strip {
  /** EPSG code. */
  code: number;
  /** Degrees of longitude it holds. */
  width: 3 | 6;
  /** Longitude of its middle. */
  meridian: number;
  /** Number that stands before its eastings; null: they are without. */
  zone: number | null;
}

const strips = (
  first: number,
  count: number,
  { width, zone }: { width: 3 | 6; zone: number | null },
): Strip[] =>
  Array.from({ length: count }, (_, k) => ({
    code: first + k,
    width,
    meridian: 75 + width * k,
    zone: zone === null ? null : zone + k,
  }));

/** 3° zones 25 to 45 and 6° zones 13 to 23, each without the zone before the easting and with it: EPSG 4491 to 4554. */
export const STRIPS: readonly Strip[] = [
  ...strips(4534, 21, { width: 3, zone: null }),
  ...strips(4502, 11, { width: 6, zone: null }),
  ...strips(4513, 21, { width: 3, zone: 25 }),
  ...strips(4491, 11, { width: 6, zone: 13 }),
];

/** The strips an easting can be of, metres: it begins with the zone, or has none. */
export const stripsOf = (easting: number): readonly Strip[] => {
  const zone = easting >= 1e6 ? Math.floor(easting / 1e6) : null;
  return STRIPS.filter((strip) => strip.zone === zone);
};
