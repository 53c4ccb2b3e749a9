/** Crockford's base 32: no I, L, O and U, which are taken for others. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Letters that are read as the digits they look like. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

const NUMBER_DIGITS = 4;
const PROOF_DIGITS = 8;
/** Characters of a code: which checkpoint, the proof, a check digit. */
const CODE_LENGTH = NUMBER_DIGITS + PROOF_DIGITS + 1;
export const CODE_NUMBER_MAX = 32 ** NUMBER_DIGITS - 1;
/** Bits of the proof: a guess is right once in a million million. */
export const PROOF_BITS = 5 * PROOF_DIGITS;

/** What a code says: which checkpoint's it claims to be, and what only the server can make. */
export interface CheckpointCode {
  number: number;
  proof: number;
}

/** A code as it is printed, put into a tag and sent. */
export function writeCode({ number, proof }: CheckpointCode): string {
  const body = digitsOf(number, NUMBER_DIGITS) + digitsOf(proof, PROOF_DIGITS);
  return body + DIGITS[checkOf(body)]!;
}

/** What a scanned or typed code says; null where it is none or a character of it is wrong or out of place. */
export function readCode(text: string): CheckpointCode | null {
  const code = plainCode(text);
  if (code.length !== CODE_LENGTH || [...code].some((digit) => !DIGITS.includes(digit)))
    return null;
  const body = code.slice(0, -1);
  if (DIGITS[checkOf(body)] !== code.at(-1)) return null;
  return {
    number: numberOf(body.slice(0, NUMBER_DIGITS)),
    proof: numberOf(body.slice(NUMBER_DIGITS)),
  };
}

/** A code without what people and keyboards put into it: blanks and dashes, small and full-width letters, look-alikes. */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[ILO]/g, (letter) => LOOKS_LIKE[letter]!);

/** A code in groups, to be read out and typed. */
export const spelledCode = (code: string): string =>
  `${code.slice(0, 4)} ${code.slice(4, 8)} ${code.slice(8)}`;

const digitsOf = (value: number, length: number) =>
  Array.from({ length }, (_, k) => DIGITS[Math.floor(value / 32 ** (length - 1 - k)) % 32]).join(
    '',
  );

const numberOf = (digits: string) =>
  [...digits].reduce((value, digit) => value * 32 + DIGITS.indexOf(digit), 0);

/**
 * The check digit: the one symbol of a Reed-Solomon code over GF(32), x⁵ + x² + 1. It tells every single wrong character and every two that
 * changed places.
 */
const checkOf = (body: string) =>
  [...body].reduce((sum, digit) => double(sum ^ DIGITS.indexOf(digit)), 0);

const double = (value: number) => (value & 16 ? (value << 1) ^ 0b100101 : value << 1);
