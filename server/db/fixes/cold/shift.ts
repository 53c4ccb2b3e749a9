/**
 * Coordinates that were brought from another datum have all the bits of a double, but lie beside those they were made of by what hardly changes
 * from fix to fix: in units of 2^-exponent both are whole numbers, and the differences of their difference are small. Exponent 0: the values
 * as they are, where not all were made so.
 */
export function packShift(
  made: ArrayLike<number>,
  of: ArrayLike<number>,
): { exponent: number; values: ArrayLike<number> } {
  const exponent = exponentOf(made, of);
  if (exponent === 0) return { exponent, values: made };
  const unit = 2 ** exponent;
  const values = new Float64Array(made.length);
  let before = 0;
  for (let i = 0; i < made.length; i++) {
    const shift = made[i]! * unit - of[i]! * unit;
    values[i] = shift - before;
    before = shift;
  }
  return { exponent, values };
}

/** Puts values back in place of what `packShift` made of them. */
export function unpackShift(values: Float64Array, of: ArrayLike<number>, exponent: number): void {
  if (exponent === 0) return;
  const unit = 2 ** exponent;
  let shift = 0;
  for (let i = 0; i < values.length; i++) {
    shift += values[i]!;
    values[i] = (of[i]! * unit + shift) / unit;
  }
}

/** Of which unit all are whole numbers that a double holds; 0: of none. */
function exponentOf(made: ArrayLike<number>, of: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < made.length; i++) {
    if (Number.isNaN(of[i]!)) return 0;
    most = Math.max(most, Math.abs(made[i]!), Math.abs(of[i]!));
  }
  const exponent = 52 - Math.floor(Math.log2(most));
  if (!(exponent > 0 && exponent < 100)) return 0;
  const unit = 2 ** exponent;
  const isWhole = (value: number) => Number.isInteger(value * unit) && !Object.is(value, -0);
  for (let i = 0; i < made.length; i++) if (!isWhole(made[i]!) || !isWhole(of[i]!)) return 0;
  return exponent;
}
