/** An exact fraction, so that a half is a half: points are reckoned as on paper. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** A number as it is written, such as 36.26 or 1e-9. */
export function fraction(value: number): Fraction {
  const [digits, exponent = '0'] = String(value).toLowerCase().split('e') as [string, string?];
  const [whole, part = ''] = digits.split('.') as [string, string?];
  const power = part.length - Number(exponent);
  const over = BigInt(whole + part);
  return power >= 0
    ? { over, under: 10n ** BigInt(power) }
    : { over: over * 10n ** BigInt(-power), under: 1n };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const minus = (a: Fraction, b: Fraction): Fraction =>
  plus(a, { over: -b.over, under: b.under });
export const times = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.over,
  under: a.under * b.under,
});
export const per = (a: Fraction, b: Fraction): Fraction =>
  times(a, b.over < 0n ? { over: -b.under, under: -b.over } : { over: b.under, under: b.over });
export const least = (a: Fraction, b: Fraction): Fraction => (minus(a, b).over <= 0n ? a : b);
export const most = (a: Fraction, b: Fraction): Fraction => (minus(a, b).over >= 0n ? a : b);

/** Rounded half up at so many places. */
export function rounded({ over, under }: Fraction, places = 2): number {
  const doubled = over * 10n ** BigInt(places) * 2n + under;
  const floor = doubled / (2n * under) - (doubled % (2n * under) < 0n ? 1n : 0n);
  return Number(floor) / 10 ** places;
}
