/** The value that half of the values do not exceed, one of them; 0 of none. */
export const median = (values: Float64Array): number =>
  Float64Array.from(values).sort()[(values.length - 1) >> 1] ?? 0;
