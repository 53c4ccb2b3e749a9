/**
 * The number a terminal goes by, of the half bytes of its phone field. Digits are the number, without the zeros that fill it up: the forms of
 * 2013 and 2019 differ in how many. Makers that have no room for an IMEI there send its first 14 digits as a binary number: it is told
 * as the whole IMEI, with its check digit.
 */
export function phoneOf(field: string): string {
  if (/^\d+$/.test(field)) return field.replace(/^0+(?=\d)/, '');
  const digits = BigInt(`0x${field}`).toString();
  return digits + luhn(digits);
}

/** The check digit behind digits (ISO/IEC 7812-1, annex B). */
function luhn(digits: string): number {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += weighed > 9 ? weighed - 9 : weighed;
  });
  return (10 - (sum % 10)) % 10;
}
